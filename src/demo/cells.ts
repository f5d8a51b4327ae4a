/** Cells as kube-apiserver prints them (printers.go). columns.tsv says which: a path or a `=name` from here. */
import type { KubeObject } from '../kube.ts'
import { duration, since } from './duration.ts'
import { at, count, fields, items, text } from './field.ts'

export type Cell = string | number | boolean | null
type Print = (o: KubeObject, now: number) => Cell

/** What the first letters of a cell's rule mean; without one it is a path, `|` names what stands for nothing. */
const rules: readonly [start: string, print: (o: KubeObject, rest: string, now: number) => Cell][] =
  [
    ['=', (o, name, now) => named[name]?.(o, now) ?? null],
    ['#', (o, path) => count(o, path)],
    ['?@', (o, path, now) => (text(o, path) === '' ? null : since(o, path, now))],
    ['?', (o, path) => (at(o, path) ?? null) as Cell],
    ['@', (o, path, now) => since(o, path, now)],
    ['~', (o, path) => pairs(o, path)],
    ['+', (o, path) => joined(o, path)],
    ['', (o, rule) => (rule.includes('{') ? woven(o, rule) : plain(o, rule))],
  ]

export function cell(rule: string, o: KubeObject, now: number): Cell {
  const [start, print] = rules.find(([sign]) => rule.startsWith(sign)) ?? ['', () => null]
  return print(o, rule.slice(start.length), now)
}

function plain(o: KubeObject, rule: string): string {
  const [path = '', none = ''] = rule.split('|')
  return text(o, path) || none
}

/** Nothing of it there: empty. */
function woven(o: KubeObject, rule: string): string {
  const value = (path: string) =>
    path.startsWith('#') ? String(count(o, path.slice(1))) : text(o, path)
  const words = rule.replaceAll(/\{([^}]+)\}/g, (_, path: string) => value(path))
  return words === '/' ? '' : words
}

const pairs = (o: KubeObject, path: string) =>
  Object.entries(fields(o, path))
    .map(([key, value]) => `${key}=${String(value)}`)
    .toSorted()
    .join(',') || '<none>'

/** `a.list.name`: the names of all in `a.list`. */
function joined(o: KubeObject, path: string): string {
  const dot = path.lastIndexOf('.')
  return items(o, path.slice(0, dot))
    .map((one) => text(one, path.slice(dot + 1)))
    .join(',')
}

const size = (o: KubeObject, path: string) => Object.keys(fields(o, path)).length
const main = (o: KubeObject) => items(o, 'status.containerStatuses')
const leaving = (o: KubeObject) => o.metadata.deletionTimestamp !== undefined
const seen = (o: KubeObject, path: string, now: number) =>
  text(o, path) === '' ? null : since(o, path, now)

const condition = (o: KubeObject, type: string) =>
  text(
    items(o, 'status.conditions').find((one) => text(one, 'type') === type),
    'status',
  )

const named: Readonly<Record<string, Print>> = {
  configData: (o) => size(o, 'data') + size(o, 'binaryData'),
  secretData: (o) => size(o, 'data'),
  podReady: (o) =>
    `${main(o).filter((one) => at(one, 'ready') === true).length}/${items(o, 'spec.containers').length}`,
  podStatus,
  podRestarts,
  suspend: (o) => (at(o, 'spec.suspend') === true ? 'True' : 'False'),
  active: (o) => items(o, 'status.active').length,
  lastSchedule: (o, now) => seen(o, 'status.lastScheduleTime', now) ?? '<none>',
  jobStatus,
  jobDuration(o, now) {
    const [start, end] = [text(o, 'status.startTime'), text(o, 'status.completionTime')]
    return start === '' ? '' : duration(((end ? Date.parse(end) : now) - Date.parse(start)) / 1000)
  },
  external(o) {
    if (text(o, 'spec.type') === 'ExternalName') return text(o, 'spec.externalName')
    if (text(o, 'spec.type') === 'LoadBalancer')
      return joined(o, 'status.loadBalancer.ingress.ip') || '<pending>'
    return '<none>'
  },
  ports: (o) =>
    items(o, 'spec.ports')
      .map((one) => `${text(one, 'port')}:${text(one, 'nodePort')}/${text(one, 'protocol')}`)
      .join(',')
      .replaceAll(':/', '/') || '<none>',
  hosts: (o) => joined(o, 'spec.rules.host') || '*',
  addresses: (o) => joined(o, 'status.loadBalancer.ingress.ip'),
  ingressPorts: (o) => (items(o, 'spec.tls').length > 0 ? '80, 443' : '80'),
  claimPhase: (o) => (leaving(o) ? 'Terminating' : text(o, 'status.phase')),
  claimModes: (o) => modes(o, 'status.accessModes'),
  volumeModes: (o) => modes(o, 'spec.accessModes'),
  nodeStatus(o) {
    const ready = condition(o, 'Ready')
    const held = at(o, 'spec.unschedulable') === true ? ',SchedulingDisabled' : ''
    return (ready === '' ? 'Unknown' : ready === 'True' ? 'Ready' : 'NotReady') + held
  },
  roles: (o) =>
    Object.keys(o.metadata.labels ?? {})
      .flatMap((key) => /^node-role\.kubernetes\.io\/(.+)$/.exec(key)?.[1] ?? [])
      .toSorted()
      .join(',') || '<none>',
  internalIP: (o) => address(o, 'InternalIP'),
  externalIP: (o) => address(o, 'ExternalIP'),
  lastSeen: (o, now) =>
    seen(o, 'series.lastObservedTime', now) ?? seen(o, 'lastTimestamp', now) ?? firstSeen(o, now),
  firstSeen,
  target: (o) =>
    `${text(o, 'involvedObject.kind').toLowerCase()}/${text(o, 'involvedObject.name')}`,
  source: (o) =>
    [
      text(o, 'source.component') || text(o, 'reportingComponent'),
      text(o, 'source.host') || text(o, 'reportingInstance'),
    ]
      .filter(Boolean)
      .join(', '),
  times: (o) => count(o, 'series.count') || count(o, 'count') || 1,
  versions: (o) =>
    items(o, 'spec.versions')
      .filter((one) => at(one, 'served') === true)
      .map((one) => text(one, 'name') + (at(one, 'storage') === true ? '(storage)' : ''))
      .join(','),
  shortNames: (o) => items(o, 'spec.names.shortNames').join(','),
  established: (o) => condition(o, 'Established') === 'True',
}

/** The demo's pods have neither init containers nor gates. The first container that stands still gives the reason. */
function podStatus(o: KubeObject): string {
  const phase = text(o, 'status.phase')
  if (leaving(o) && phase !== 'Succeeded' && phase !== 'Failed') return 'Terminating'
  const stopped = main(o)
    .map((one) => text(one, 'state.waiting.reason') || text(one, 'state.terminated.reason'))
    .find(Boolean)
  return stopped ?? (text(o, 'status.reason') || phase)
}

function podRestarts(o: KubeObject, now: number): string {
  const total = main(o).reduce<number>((sum, one) => sum + count(one, 'restartCount'), 0)
  const ends = main(o).map((one) => text(one, 'lastState.terminated.finishedAt'))
  const last = ends.toSorted().at(-1)
  if (total === 0 || !last) return String(total)
  return `${total} (${duration((now - Date.parse(last)) / 1000)} ago)`
}

function jobStatus(o: KubeObject): string {
  const over = ['Complete', 'Failed'].find((type) => condition(o, type) === 'True')
  return over ?? (leaving(o) ? 'Terminating' : 'Running')
}

const short: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}
/** In this order, whatever the object's. */
const modes = (o: KubeObject, path: string) =>
  Object.keys(short)
    .filter((mode) => items(o, path).includes(mode))
    .map((mode) => short[mode])
    .join(',')

const address = (o: KubeObject, type: string) =>
  text(
    items(o, 'status.addresses').find((one) => text(one, 'type') === type),
    'address',
  ) || '<none>'

function firstSeen(o: KubeObject, now: number): string {
  return seen(o, 'firstTimestamp', now) ?? since(o, 'eventTime', now)
}
