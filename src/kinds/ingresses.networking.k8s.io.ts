/** Ingresses: which hosts and paths lead to which services, and by which address they are reached. */
import { kind, type Kind } from '../kind.ts'
import { age, name, status, text } from './parts/columns.ts'
import { link } from './parts/fields.ts'
import {
  hostWords,
  type Ingress,
  isPending,
  routeWords,
  servedSecrets,
  servicesOf,
} from './parts/ingress.ts'
import { backendProblems, ingressProblems, secretProblems } from './parts/ingress-problems.ts'
import { reachSection, routeSection, siteOf } from './parts/ingress-sections.ts'
import { addresses } from './parts/load-balancer.ts'
import { toldBy } from './parts/told.ts'

const ingresses: Kind = kind<Ingress>({
  reads: [
    'spec.ingressClassName',
    'spec.defaultBackend',
    'spec.tls',
    'spec.rules',
    'status.loadBalancer.ingress.ip',
    'status.loadBalancer.ingress.hostname',
  ],
  columns: [
    name,
    {
      title: 'Class',
      help: 'Which controller serves it',
      type: 'text',
      cell: ({ spec }) =>
        link('ingressclasses.networking.k8s.io', spec?.ingressClassName) ?? { text: '' },
    },
    {
      title: 'Hosts',
      help: 'Host names that it answers for',
      type: 'text',
      line: true,
      cell: (ingress) => ({ text: hostWords(ingress), to: siteOf(ingress) }),
    },
    {
      title: 'Address',
      help: 'Where it is reached',
      type: 'text',
      cell: ({ status: of }) => ({ text: addresses(of?.loadBalancer).join(',') }),
    },
    text('Ports', '443 where it serves TLS', ({ spec }) =>
      (spec?.tls ?? []).length > 0 ? '80, 443' : '80',
    ),
    age,
    text('Routes', 'Which paths lead to which services', routeWords),
    { ...status<Ingress>((ingress) => ingressStatus(ingress) ?? none), wide: true },
  ],
  status: ingressStatus,
  facets: {
    host: ({ spec }) => (spec?.rules ?? []).map(({ host = '*' }) => host),
    service: servicesOf,
  },
  sections: (ingress) => ({
    main: [
      routeSection(ingress),
      { block: 'related', id: 'services' },
      { block: 'related', id: 'secrets' },
      ...(servedSecrets(ingress).size > 0
        ? [{ block: 'part', id: 'certificates', title: 'Certificates' } as const]
        : []),
    ],
    side: [reachSection(ingress)],
  }),
  relations: [
    {
      id: 'services',
      title: 'Services it sends to',
      resource: 'services',
      which: (ingress) =>
        servicesOf(ingress).length === 0 ? null : { namespace: ingress.metadata.namespace ?? null },
      keep: (ingress) => {
        const names = new Set(servicesOf(ingress))
        return ({ metadata }) => names.has(metadata.name)
      },
      none: 'None of the services that it names is there.',
      columns: ['Name', 'Type', 'Cluster-IP', 'Port(s)', 'Age'],
      problems: (ingress, others, _now, whole) => (whole ? backendProblems(ingress, others) : []),
    },
    {
      id: 'secrets',
      title: 'Secrets it serves TLS with',
      resource: 'secrets',
      which: ({ spec, metadata }) =>
        (spec?.tls ?? []).some(({ secretName = '' }) => secretName !== '')
          ? { namespace: metadata.namespace ?? null }
          : null,
      keep: ({ spec }) => {
        const names = new Set((spec?.tls ?? []).map(({ secretName }) => secretName))
        return ({ metadata }) => names.has(metadata.name)
      },
      none: 'None of the Secrets that it names is there.',
      problems: (ingress, others, _now, whole) => (whole ? secretProblems(ingress, others) : []),
    },
  ],
  services: (ingress) => ({
    names: servicesOf(ingress).map((each) => `${ingress.metadata.namespace ?? ''}/${each}`),
  }),
  problems: ingressProblems,
  told: (_ingress, events, now) =>
    toldBy(events, ['Rejected', 'FailedBuildModel', 'FailedDeployModel'], now),
})
export default ingresses

const none = { tone: 'idle', word: '', reason: '' } as const

/** Whether anything answers, only its controller knows. */
function ingressStatus(ingress: Ingress) {
  if (!isPending(ingress)) return null
  return { tone: 'warn', word: 'Pending', reason: 'no address yet' } as const
}
