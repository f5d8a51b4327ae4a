/** What is wrong with an ingress: nobody serves it, or it leads to what is not there. */
import type { KubeObject, Problem } from '../../kind.ts'
import { ageOf } from './ages.ts'
import { stuckDeletion } from './deletion.ts'
import { type Backend, backends, backendWords, type Ingress, isPending } from './ingress.ts'
import type { Service } from './service.ts'

export function ingressProblems(ingress: Ingress, now: Date): readonly Problem[] {
  return [...pending(ingress, now), ...stuckDeletion(ingress, now)]
}

function pending(ingress: Ingress, now: Date): readonly Problem[] {
  if (!isPending(ingress)) return []
  const { ingressClassName: name } = ingress.spec ?? {}
  const old = ingress.metadata.annotations?.['kubernetes.io/ingress.class']
  return [
    {
      tone: 'warn',
      title: 'No controller has given it an address yet',
      evidence: [
        `It was created ${ageOf(ingress, now)} ago.`,
        name === undefined && old === undefined
          ? 'It names no class: only a controller that takes those without serves it.'
          : `It waits for whoever serves the class ${name ?? old ?? ''}.`,
      ],
      next: [
        { text: 'Classes', to: { list: 'ingressclasses.networking.k8s.io', query: {} } },
        { text: 'Events', part: 'events' },
        { text: 'Some controllers serve it all the same and never write an address.' },
      ],
    },
  ]
}

/** @param others the services of its namespace that it names, all of them. */
export function backendProblems(
  ingress: Ingress,
  others: readonly KubeObject[],
): readonly Problem[] {
  const services = new Map((others as readonly Service[]).map((each) => [each.metadata.name, each]))
  const named = [...new Map(backends(ingress).map((each) => [backendWords(each), each])).values()]
  return named.flatMap((backend) => missing(ingress, backend, services))
}

function missing(
  { metadata: { namespace } }: Ingress,
  backend: Backend,
  services: ReadonlyMap<string, Service>,
): readonly Problem[] {
  const { name = '', port = {} } = backend.service ?? {}
  if (name === '') return []
  const service = services.get(name)
  const next = [{ text: 'Services', to: { list: 'services', query: { ns: namespace } } }] as const
  if (service === undefined)
    return [
      {
        tone: 'bad',
        title: `It leads to service ${name}, which is not there`,
        evidence: [`No service of that name is in ${namespace ?? 'its namespace'}.`],
        next,
      },
    ]
  const ports = service.spec?.ports ?? []
  const open = ports.some((each) =>
    port.name === undefined ? each.port === port.number : each.name === port.name,
  )
  if (open || (port.name === undefined && port.number === undefined)) return []
  const has = ports.map((each) => [each.port, each.name].filter(Boolean).join(' '))
  return [
    {
      tone: 'bad',
      title: `Service ${name} has no port ${port.name ?? port.number ?? ''}`,
      evidence: [has.length === 0 ? 'It has no ports.' : `It has ${has.join(', ')}.`],
      next: [{ text: `Service ${name}`, to: { resource: 'services', namespace, name } }],
    },
  ]
}

/** @param others the TLS Secrets of its namespace that it names, all of them. */
export function secretProblems(
  { spec, metadata }: Ingress,
  others: readonly KubeObject[],
): readonly Problem[] {
  const there = new Set(others.map((each) => each.metadata.name))
  const wanted = (spec?.tls ?? []).map(({ secretName = '' }) => secretName)
  return [...new Set(wanted)]
    .filter((name) => name !== '' && !there.has(name))
    .map((name) => ({
      tone: 'bad' as const,
      title: `There is no TLS Secret ${name}`,
      evidence: ['Its controller serves a certificate of its own instead, which browsers refuse.'],
      next: [{ text: 'Secrets', to: { list: 'secrets', query: { ns: metadata.namespace } } }],
    }))
}
