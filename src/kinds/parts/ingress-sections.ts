/** Where an ingress leads, and how it is reached. */
import type { Said, Section, To } from '../../kind.ts'
import { field, link } from './fields.ts'
import {
  type Backend,
  backendWords,
  covers,
  type Ingress,
  type IngressPath,
  isPending,
} from './ingress.ts'
import { addresses } from './load-balancer.ts'

export function routeSection(ingress: Ingress): Section {
  const { spec = {} } = ingress
  const rules = (spec.rules ?? []).flatMap(({ host = '', http }) =>
    (http?.paths ?? []).map((path) => routeRow(ingress, host, path)),
  )
  const rest = spec.defaultBackend
  const others: readonly Said[] = [{ text: 'any other' }, { text: '' }]
  return {
    block: 'grid',
    title: 'Routes',
    heads: ['Host', 'Path', 'Goes to'],
    rows: rest === undefined ? rules : [...rules, [...others, backendSaid(ingress, rest)]],
    none: 'It leads nowhere.',
  }
}

function routeRow(
  ingress: Ingress,
  host: string,
  { path = '', pathType = '', backend }: IngressPath,
) {
  const plain = pathType === 'Prefix' || pathType === 'Exact'
  return [
    { text: host === '' ? 'any host' : host, to: site(ingress, host, '/') },
    {
      text: path === '' ? '/' : path,
      note: pathType === 'Prefix' ? '' : pathType,
      to: plain ? site(ingress, host, path) : undefined,
    },
    backendSaid(ingress, backend),
  ]
}

function backendSaid({ metadata }: Ingress, backend: Backend | undefined): Said {
  const { name = '' } = backend?.service ?? {}
  const to = { resource: 'services', namespace: metadata.namespace, name }
  return { text: backendWords(backend), to: name === '' ? undefined : to }
}

/** The site itself, where the host is one. */
function site({ spec }: Ingress, host: string, path: string): To | undefined {
  if (host === '' || host.includes('*')) return undefined
  const secure = (spec?.tls ?? []).some(
    ({ hosts = [] }) => hosts.length === 0 || hosts.some((each) => covers(each, host)),
  )
  return { site: `${secure ? 'https' : 'http'}://${host}${path.startsWith('/') ? path : '/'}` }
}

/** The site of an ingress that has one host. */
export function siteOf(ingress: Ingress): To | undefined {
  const hosts = new Set((ingress.spec?.rules ?? []).map(({ host = '' }) => host))
  const [only = ''] = hosts
  return hosts.size === 1 ? site(ingress, only, '/') : undefined
}

export function reachSection(ingress: Ingress): Section {
  const { spec = {}, status, metadata } = ingress
  const { ingressClassName: name } = spec
  return {
    block: 'fields',
    title: 'How it is reached',
    fields: [
      field('Class', link('ingressclasses.networking.k8s.io', name) ?? { text: '', note: 'none' }),
      field(
        'Address',
        ...addresses(status?.loadBalancer),
        isPending(ingress) ? { text: 'none yet', tone: 'warn' } : undefined,
      ),
      ...(spec.tls ?? []).map(({ secretName, hosts = [] }, at) =>
        field(at === 0 ? 'TLS' : '', {
          ...(link('secrets', secretName, metadata.namespace) ?? { text: 'the controller’s own' }),
          note: hosts.length === 0 ? 'for every host' : `for ${hosts.join(', ')}`,
        }),
      ),
    ],
  }
}
