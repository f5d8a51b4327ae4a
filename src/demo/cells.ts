/** What kube-apiserver prints for each kind, cell by cell (printers.go); columns.tsv names the columns. */
import type { KubeObject } from '../kube.ts'
import { duration, since } from './duration.ts'
import { at, count, type Fields, fields, items, text } from './field.ts'
import { podCells } from './podcells.ts'

export type Cell = string | number | boolean | null

/** By kind; `now` in milliseconds. */
export const cells: Readonly<Record<string, (o: KubeObject, now: number) => readonly Cell[]>> = {
  Pod: podCells,
  Deployment: (o, now) => [
    ...[name(o), `${count(o, 'status.readyReplicas')}/${count(o, 'spec.replicas')}`],
    ...[count(o, 'status.updatedReplicas'), count(o, 'status.availableReplicas'), age(o, now)],
    ...template(o),
    selector(o),
  ],
  StatefulSet: (o, now) => [
    ...[name(o), `${count(o, 'status.readyReplicas')}/${count(o, 'spec.replicas')}`, age(o, now)],
    ...template(o),
  ],
  DaemonSet: (o, now) => [
    ...[name(o), count(o, 'status.desiredNumberScheduled')],
    ...[count(o, 'status.currentNumberScheduled'), count(o, 'status.numberReady')],
    ...[count(o, 'status.updatedNumberScheduled'), count(o, 'status.numberAvailable')],
    ...[pairs(fields(o, 'spec.template.spec.nodeSelector')), age(o, now), ...template(o)],
    selector(o),
  ],
  ReplicaSet: (o, now) => [
    ...[name(o), count(o, 'spec.replicas'), count(o, 'status.replicas')],
    ...[count(o, 'status.readyReplicas'), age(o, now), ...template(o), selector(o)],
  ],
  Job: (o, now) => [
    ...[name(o), jobStatus(o), completions(o), jobDuration(o, now), age(o, now), ...template(o)],
    selector(o),
  ],
  CronJob: (o, now) => [
    ...[name(o), text(o, 'spec.schedule'), text(o, 'spec.timeZone') || '<none>'],
    ...[at(o, 'spec.suspend') === true ? 'True' : 'False', items(o, 'status.active').length],
    text(o, 'status.lastScheduleTime') === '' ? '<none>' : since(o, 'status.lastScheduleTime', now),
    ...[age(o, now), ...template(at(o, 'spec.jobTemplate')), '<none>'],
  ],
  Service: (o, now) => [
    ...[name(o), text(o, 'spec.type'), text(o, 'spec.clusterIPs.0') || '<none>', external(o)],
    ...[ports(o) || '<none>', age(o, now), pairs(fields(o, 'spec.selector'))],
  ],
  Ingress: (o, now) => [
    ...[name(o), text(o, 'spec.ingressClassName') || '<none>', hosts(o)],
    ...[balancers(o).join(','), items(o, 'spec.tls').length > 0 ? '80, 443' : '80', age(o, now)],
  ],
  ConfigMap: (o, now) => [...[name(o), size(o, 'data') + size(o, 'binaryData'), age(o, now)]],
  Secret: (o, now) => [name(o), text(o, 'type'), size(o, 'data'), age(o, now)],
  PersistentVolumeClaim: (o, now) => [
    ...[name(o), phase(o), text(o, 'spec.volumeName')],
    ...(text(o, 'spec.volumeName') === ''
      ? ['', '']
      : [text(o, 'status.capacity.storage'), modes(o, 'status.accessModes')]),
    ...[text(o, 'spec.storageClassName'), unset(o, 'spec.volumeAttributesClassName')],
    ...[age(o, now), unset(o, 'spec.volumeMode')],
  ],
  PersistentVolume: (o, now) => [
    ...[name(o), text(o, 'spec.capacity.storage'), modes(o, 'spec.accessModes')],
    ...[text(o, 'spec.persistentVolumeReclaimPolicy'), phase(o), claim(o)],
    ...[text(o, 'spec.storageClassName'), unset(o, 'spec.volumeAttributesClassName')],
    ...[text(o, 'status.reason'), age(o, now), unset(o, 'spec.volumeMode')],
  ],
  Node: (o, now) => [
    ...[name(o), nodeStatus(o), roles(o), age(o, now), text(o, 'status.nodeInfo.kubeletVersion')],
    ...[address(o, 'InternalIP'), address(o, 'ExternalIP'), text(o, 'status.nodeInfo.osImage')],
    `${text(o, 'status.nodeInfo.kernelVersion')} (${text(o, 'status.nodeInfo.architecture')})`,
    text(o, 'status.nodeInfo.containerRuntimeVersion'),
  ],
  Namespace: (o, now) => [name(o), text(o, 'status.phase'), age(o, now)],
  Event: eventCells,
  CustomResourceDefinition: (o) => [name(o), text(o, 'metadata.creationTimestamp')],
}

const name = (o: KubeObject) => o.metadata.name
const age = (o: KubeObject, now: number) => since(o, 'metadata.creationTimestamp', now)
const size = (o: KubeObject, path: string) => Object.keys(fields(o, path)).length
const unset = (o: KubeObject, path: string) => text(o, path) || '<unset>'

const phase = (o: KubeObject) =>
  o.metadata.deletionTimestamp === undefined ? text(o, 'status.phase') : 'Terminating'

function template(o: unknown): readonly string[] {
  const containers = items(o, 'spec.template.spec.containers')
  return ['name', 'image'].map((path) => containers.map((one) => text(one, path)).join(','))
}

const selector = (o: KubeObject) => pairs(fields(o, 'spec.selector.matchLabels'))

const pairs = (labels: Fields) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .toSorted()
    .join(',') || '<none>'

function jobStatus(o: KubeObject): string {
  const conditions = items(o, 'status.conditions').filter((one) => text(one, 'status') === 'True')
  const has = (type: string) => conditions.some((one) => text(one, 'type') === type)
  if (has('Complete') || has('Failed')) return has('Complete') ? 'Complete' : 'Failed'
  if (o.metadata.deletionTimestamp !== undefined) return 'Terminating'
  if (has('Suspended')) return 'Suspended'
  return ['FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running'
}

function completions(o: KubeObject): string {
  const done = count(o, 'status.succeeded')
  const wanted = text(o, 'spec.completions')
  if (wanted !== '') return `${done}/${wanted}`
  const parallel = count(o, 'spec.parallelism')
  return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`
}

function jobDuration(o: KubeObject, now: number): string {
  const [start, end] = [text(o, 'status.startTime'), text(o, 'status.completionTime')]
  if (start === '') return ''
  return duration(((end === '' ? now : Date.parse(end)) - Date.parse(start)) / 1000)
}

function external(o: KubeObject): string {
  const own = items(o, 'spec.externalIPs').map(String)
  switch (text(o, 'spec.type')) {
    case 'LoadBalancer':
      return [...balancers(o), ...own].join(',') || '<pending>'
    case 'ExternalName':
      return text(o, 'spec.externalName')
    default:
      return own.join(',') || '<none>'
  }
}

const balancers = (o: KubeObject) =>
  items(o, 'status.loadBalancer.ingress')
    .map((one) => text(one, 'ip') || text(one, 'hostname'))
    .toSorted()

const ports = (o: KubeObject) =>
  items(o, 'spec.ports')
    .map((one) => {
      const node = count(one, 'nodePort')
      return `${text(one, 'port')}${node > 0 ? `:${node}` : ''}/${text(one, 'protocol')}`
    })
    .join(',')

function hosts(o: KubeObject): string {
  const all = items(o, 'spec.rules').map((rule) => text(rule, 'host'))
  const shown = all.filter(Boolean).slice(0, 3).join(',') || '*'
  return all.length > 3 ? `${shown} + ${all.length - 3} more...` : shown
}

const short: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}
const modes = (o: KubeObject, path: string) =>
  items(o, path)
    .map((mode) => short[String(mode)] ?? '')
    .join(',')

const claim = (o: KubeObject) =>
  at(o, 'spec.claimRef') === undefined
    ? ''
    : `${text(o, 'spec.claimRef.namespace')}/${text(o, 'spec.claimRef.name')}`

function nodeStatus(o: KubeObject): string {
  const ready = items(o, 'status.conditions').find((one) => text(one, 'type') === 'Ready')
  const word = text(ready, 'status') === 'True' ? 'Ready' : 'NotReady'
  const held = at(o, 'spec.unschedulable') === true ? ',SchedulingDisabled' : ''
  return (ready === undefined ? 'Unknown' : word) + held
}

const roles = (o: KubeObject) =>
  Object.keys(o.metadata.labels ?? {})
    .filter((key) => key.startsWith('node-role.kubernetes.io/'))
    .map((key) => key.slice('node-role.kubernetes.io/'.length))
    .toSorted()
    .join(',') || '<none>'

const address = (o: KubeObject, type: string) =>
  text(
    items(o, 'status.addresses').find((one) => text(one, 'type') === type),
    'address',
  ) || '<none>'

function eventCells(o: KubeObject, now: number): readonly Cell[] {
  const seen = (path: string) => (text(o, path) === '' ? null : since(o, path, now))
  const first = seen('firstTimestamp') ?? since(o, 'eventTime', now)
  const series = at(o, 'series') !== undefined
  const target = text(o, 'involvedObject.name')
  const from = text(o, 'source.component') || text(o, 'reportingComponent')
  const host = text(o, 'source.host') || text(o, 'reportingInstance')
  return [
    (series ? seen('series.lastObservedTime') : seen('lastTimestamp')) ?? first,
    ...[text(o, 'type'), text(o, 'reason')],
    text(o, 'involvedObject.kind').toLowerCase() + (target === '' ? '' : `/${target}`),
    ...[text(o, 'involvedObject.fieldPath'), from + (host === '' ? '' : `, ${host}`)],
    ...[text(o, 'message').trim(), first],
    series ? count(o, 'series.count') : count(o, 'count') || 1,
    name(o),
  ]
}
