/** Services: how they are reached, which pods answer, who routes to them. */
import { kind, type Kind, type Status, type To } from '../kind.ts'
import { age, name, status, text } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { routesTo } from './parts/ingress.ts'
import { written } from './parts/selectors.ts'
import { answerProblems, byHandProblems, pendingProblems } from './parts/service-problems.ts'
import { externalWords, isPending, portWords, type Service } from './parts/service.ts'
import { choiceSection, portSection, reachSection } from './parts/service-sections.ts'
import { toldBy } from './parts/told.ts'

const services: Kind = kind<Service>({
  reads: [
    'spec.type',
    'spec.selector',
    'spec.clusterIPs',
    'spec.externalIPs',
    'spec.externalName',
    'spec.ports',
    'status.loadBalancer.ingress',
  ],
  columns: [
    name,
    text('Type', 'How far it can be reached from', ({ spec }) => spec?.type),
    text('Cluster-IP', 'Its address inside the cluster', ({ spec }) => spec?.clusterIPs?.[0]),
    {
      title: 'External-IP',
      help: 'Where it is reached from outside the cluster',
      type: 'text',
      cell: (service) => ({
        text: externalWords(service),
        tone: isPending(service) ? 'warn' : undefined,
      }),
    },
    text('Port(s)', 'Its ports, and those of the nodes that lead to it', portWords, {
      line: true,
    }),
    age,
    {
      title: 'Selector',
      help: 'Which pods it sends to',
      type: 'text',
      wide: true,
      cell: (service) => ({ text: selectorOf(service.spec?.selector), to: podsOf(service) }),
    },
    { ...status((service: Service) => statusOf(service) ?? none), wide: true },
  ],
  status: statusOf,
  facets: {
    port: ({ spec }) =>
      (spec?.ports ?? []).flatMap(({ port, nodePort, name: called }) =>
        [port, nodePort, called].filter((each) => each !== undefined).map(String),
      ),
  },
  sections: (service) => ({
    main: [
      portSection(service),
      { block: 'related', id: 'pods' },
      { block: 'related', id: 'endpointslices' },
      { block: 'related', id: 'ingresses' },
    ],
    side: [reachSection(service), choiceSection(service)],
  }),
  relations: [
    {
      id: 'pods',
      title: 'Pods it sends to',
      resource: 'pods',
      which: ({ metadata, spec }) =>
        spec?.type === 'ExternalName' || selectorOf(spec?.selector) === ''
          ? null
          : { namespace: metadata.namespace ?? null, labels: selectorOf(spec?.selector) },
      none: 'Its selector matches no pod: nothing answers.',
      columns: ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'Node'],
      problems: (service, others, _now, whole) => (whole ? answerProblems(service, others) : []),
    },
    {
      id: 'endpointslices',
      title: 'Endpoints',
      resource: 'endpointslices.discovery.k8s.io',
      which: ({ metadata, spec }) =>
        spec?.type === 'ExternalName'
          ? null
          : {
              namespace: metadata.namespace ?? null,
              labels: `kubernetes.io/service-name=${metadata.name}`,
            },
      none: 'It has no endpoint slice: nothing answers.',
      columns: ['Name', 'Status', 'Ready', 'Endpoints', 'Ports'],
      problems: (service, others, _now, whole) => (whole ? byHandProblems(service, others) : []),
    },
    {
      id: 'ingresses',
      title: 'Routed to by',
      resource: 'ingresses.networking.k8s.io',
      which: ({ metadata }) => ({ namespace: metadata.namespace ?? null }),
      keep: ({ metadata }) => routesTo(metadata.name),
      none: 'No ingress routes to it.',
      columns: ['Name', 'Class', 'Hosts', 'Routes', 'Age'],
    },
  ],
  logs: 'pods',
  problems: (service, now) => [...stuckDeletion(service, now), ...pendingProblems(service, now)],
  services: ({ metadata, spec }) => ({
    names: spec?.type === 'ExternalName' ? [] : [`${metadata.namespace ?? ''}/${metadata.name}`],
  }),
  told: (service, events, now) =>
    isPending(service) ? toldBy(events, ['SyncLoadBalancerFailed'], now) : [],
})
export default services

const none: Status = { tone: 'idle', word: '', reason: '' }

/** Whether anything answers, only its endpoints know. */
function statusOf(service: Service): Status | null {
  if (!isPending(service)) return null
  return { tone: 'warn', word: 'Pending', reason: 'no load balancer address yet' }
}

function podsOf({ spec, metadata: { namespace: ns } }: Service): To | undefined {
  const l = selectorOf(spec?.selector)
  return l === '' ? undefined : { list: 'pods', query: { ns, l } }
}

const selectorOf = (selector: NonNullable<Service['spec']>['selector']) =>
  written({ matchLabels: selector ?? {} })
