/** Pods: kubectl's columns and better, their containers, what is wrong with them. */
import { kind, type Kind, type Mark, type Said, type Section } from '../kind.ts'
import { age, name, number, status, text } from './parts/columns.ts'
import { containerCard, type Role, toneOf } from './parts/container-card.ts'
import { link } from './parts/fields.ts'
import { isSidecar, type Container, type ContainerStatus, type Pod } from './parts/pod.ts'
import { placeSection, schedulingSection } from './parts/pod-place.ts'
import { podProblems, podTold } from './parts/pod-problems.ts'
import { podStatus, stateOf } from './parts/pod-status.ts'
import { podTrouble } from './parts/pods-problems.ts'
import { asked, holds, requestReads } from './parts/requests.ts'
import { selects } from './parts/selectors.ts'
import { measure } from './parts/usage.ts'

const containerStatuses = (of: string) =>
  ['name', 'ready', 'started', 'restartCount', 'state', 'lastState'].map(
    (field) => `${of}.${field}`,
  )
const containers = (of: string) =>
  [
    'name',
    'image',
    'restartPolicy',
    'env.valueFrom.configMapKeyRef.name',
    'env.valueFrom.secretKeyRef.name',
    'envFrom.configMapRef.name',
    'envFrom.secretRef.name',
  ].map((each) => `${of}.${each}`)

const pods: Kind = kind<Pod>({
  reads: [
    ...requestReads,
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.serviceAccountName',
    'spec.readinessGates',
    'spec.schedulingGates',
    'spec.imagePullSecrets.name',
    ...containers('spec.containers'),
    ...containers('spec.initContainers'),
    ...containers('spec.ephemeralContainers'),
    'spec.volumes.configMap.name',
    'spec.volumes.secret.secretName',
    'spec.volumes.csi.nodePublishSecretRef.name',
    'spec.volumes.persistentVolumeClaim.claimName',
    'spec.volumes.projected.sources.configMap.name',
    'spec.volumes.projected.sources.secret.name',
    'status.phase',
    'status.reason',
    'status.message',
    'status.podIPs.ip',
    'status.nominatedNodeName',
    'status.conditions.type',
    'status.conditions.status',
    'status.conditions.reason',
    'status.conditions.message',
    ...containerStatuses('status.containerStatuses'),
    ...containerStatuses('status.initContainerStatuses'),
  ],
  columns: [
    name,
    {
      title: 'Ready',
      help: 'Containers that are ready, of all that should run',
      type: 'fraction',
      cell: readySaid,
      value: (pod) => stateOf(pod).ready / Math.max(1, stateOf(pod).total),
    },
    status(podStatus),
    {
      title: 'Restarts',
      help: 'How often its containers were started again, and when last',
      type: 'number',
      cell: restartsSaid,
      value: (pod) => stateOf(pod).restarts,
    },
    age,
    text('IP', 'The pod’s first address', ({ status: of }) => of?.podIPs?.[0]?.ip, { wide: true }),
    {
      title: 'Node',
      help: 'Where it runs',
      type: 'node',
      cell: ({ spec }) => link('nodes', spec?.nodeName) ?? { text: '' },
    },
    text(
      'Nominated Node',
      'Where room is being made for it',
      ({ status: of }) => of?.nominatedNodeName,
      { wide: true },
    ),
    text('Readiness Gates', 'What must be true beside its containers', gates, { wide: true }),
    number('Containers', 'How many containers it has', ({ spec }) => spec?.containers?.length, {
      wide: true,
    }),
  ],
  status: podStatus,
  usage: {
    after: 'Node',
    said: (pod, resource, used) =>
      measure(resource, used, {
        request: asked(pod, 'requests').get(resource) ?? null,
        limit: asked(pod, 'limits').get(resource) ?? null,
        called: 'limit',
      }),
  },
  facets: {
    image: ({ spec }) =>
      [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ image = '' }) => image),
    container: ({ spec }) => (spec?.containers ?? []).map(({ name: of }) => of),
    serviceaccount: ({ spec }) => [spec?.serviceAccountName ?? ''],
  },
  selects: { node: 'spec.nodeName', name: 'metadata.name' },
  sections: (pod) => ({
    main: containerSections(pod),
    side: [{ block: 'related', id: 'services' }, placeSection(pod), schedulingSection(pod)],
  }),
  relations: [
    {
      id: 'services',
      title: 'Reached by',
      resource: 'services',
      which: ({ metadata }) => ({ namespace: metadata.namespace ?? null }),
      keep: (pod) => selects(pod.metadata.labels ?? {}),
      none: 'No service selects it.',
      columns: ['Name', 'Type', 'Cluster-IP', 'Port(s)'],
    },
  ],
  logs: 'itself',
  problems: podProblems,
  told: podTold,
  trouble: podTrouble,
  takes: (pod) => {
    if (!holds(pod) || !pod.spec?.nodeName) return null
    const sums = asked(pod, 'requests')
    return [sums.get('cpu') ?? 0, sums.get('memory') ?? 0, 1]
  },
})
export default pods

function readySaid(pod: Pod): Said {
  const { ready, total } = stateOf(pod)
  const shown = [
    ...marksOf(pod, (pod.spec?.initContainers ?? []).filter(isSidecar), 'sidecar'),
    ...marksOf(pod, pod.spec?.containers ?? [], ''),
  ]
  return { text: `${ready}/${total}`, marks: shown }
}

function marksOf(pod: Pod, of: readonly Container[], role: Role): readonly Mark[] {
  return of.map(({ name: called }) => {
    const one = statusOf(pod, called)
    const { waiting, terminated, running } = one?.state ?? {}
    const word =
      waiting?.reason ?? terminated?.reason ?? (running === undefined ? 'not started' : 'running')
    return {
      tone: one === undefined ? 'idle' : toneOf(pod, one, role),
      title: `${called}: ${word}`,
    }
  })
}

function statusOf({ status: of }: Pod, called: string): ContainerStatus | undefined {
  const {
    initContainerStatuses = [],
    containerStatuses: main = [],
    ephemeralContainerStatuses = [],
  } = of ?? {}
  return [...main, ...initContainerStatuses, ...ephemeralContainerStatuses].find(
    (one) => one.name === called,
  )
}

function restartsSaid(pod: Pod): Said {
  const { restarts, lastRestart } = stateOf(pod)
  return { text: String(restarts), ...(restarts > 0 && lastRestart !== '' && { ago: lastRestart }) }
}

function gates({ spec, status: of }: Pod): string {
  const all = spec?.readinessGates ?? []
  const passed = all.filter(({ conditionType }) =>
    of?.conditions?.some(({ type, status: is }) => type === conditionType && is === 'True'),
  )
  return all.length === 0 ? '' : `${passed.length}/${all.length}`
}

function containerSections(pod: Pod): readonly Section[] {
  const {
    containers: main = [],
    initContainers: init = [],
    ephemeralContainers = [],
  } = pod.spec ?? {}
  const card = (role: Role) => (container: Container) =>
    containerCard(pod, container, role, statusOf(pod, container.name) ?? { name: container.name })
  return [
    ...main.flatMap(card('')),
    ...init.filter(isSidecar).flatMap(card('sidecar')),
    ...ephemeralContainers.flatMap(card('ephemeral')),
    ...init.filter((each) => !isSidecar(each)).flatMap(card('init')),
  ]
}
