/** Cells as kube-apiserver prints them (printers.go), by the rules of columns.tsv. */
import type { KubeObject } from '../kube.ts'
import { age } from '../views/age.ts'
import { at, fields, items, text, texts } from './field.ts'

export type Print = (o: KubeObject, now: number) => string | number | boolean | null

/**
 * A rule is a path, or several with `|` between them: the first that leads to something is printed,
 * and what is no path (`<none>`) stands for itself. A sign before it says how it is printed. `path?rule:rule`
 * is the one rule where the path leads to something, and else the other.
 */
export function printer(rule: string): Print {
  const sign = signs.get(rule.charAt(0))
  if (sign !== undefined) return sign(rule.slice(1))
  if (/^[^{]+\?/.test(rule)) return choice(rule)
  return rule.includes('{') ? woven(rule) : first(rule)
}

const signs = new Map<string, (rule: string) => Print>([
  ['=', (name) => named[name] ?? (() => null)],
  ['#', (paths) => (o) => Number(first(paths)(o))],
  ['+', (path) => (o) => added(texts(o, path))],
  ['!', (path) => (o) => /^true$/i.test(texts(o, path).join())],
  ['%', (path) => (o) => Object.keys(fields(o, path)).length],
  ['~', (path) => (o) => pairs(o, path)],
  ['^', (path) => (o) => modes(o, path)],
  ['@', dated],
  ['?', optional],
])

function first(rule: string): (o: KubeObject) => string {
  const options = rule.split('|')
  return (o) => options.reduce((found, option) => found || plain(o, option), '')
}

const plain = (o: KubeObject, option: string) =>
  /^[a-z]/.test(option) ? texts(o, option).join(',') : option

function choice(rule: string): Print {
  const [, path = '', yes = '', no = ''] = /^([^?]+)\?([^:]*):(.*)$/.exec(rule) ?? []
  const [then, otherwise] = [printer(yes), printer(no)]
  return (o, now) => (texts(o, path).length > 0 ? then : otherwise)(o, now)
}

/** Rules in braces among words, of which none stays at the ends. */
const woven =
  (rule: string): Print =>
  (o, now) =>
    rule
      .replaceAll(/\{([^}]+)\}/g, (_, part: string) => String(printer(part)(o, now)))
      .replaceAll(/^[/, ]+|[/, ]+$/g, '')

function dated(rule: string): Print {
  const print = first(`${rule}|<unknown>`)
  return (o, now) => {
    const then = print(o)
    return then.startsWith('<') ? then : age(now - Date.parse(then))
  }
}

/** Custom resources print nothing, not even an empty word, where they have nothing. */
function optional(rule: string): Print {
  const [print, path] = [printer(rule), rule.replace(/^\W/, '')]
  return (o, now) => (text(o, path) === '' ? null : print(o, now))
}

const pairs = (o: KubeObject, path: string) =>
  Object.entries(fields(o, path))
    .map(([key, value]) => `${key}=${String(value)}`)
    .toSorted()
    .join(',') || '<none>'

/** In the unit in which all of them are. */
const added = (all: readonly string[]) =>
  all.reduce((sum, one) => sum + Number.parseInt(one, 10), 0) + (all[0] ?? '').replace(/\d+/, '')

const leaving = (o: KubeObject) => o.metadata.deletionTimestamp !== undefined

const named: Readonly<Record<string, Print>> = {
  podReady: (o) =>
    `${texts(o, 'status.containerStatuses.ready=true.ready').length}/${items(o, 'spec.containers').length}`,
  podStatus,
  podRestarts,
  jobDuration(o, now) {
    const [start, end] = [text(o, 'status.startTime'), text(o, 'status.completionTime')]
    return start === '' ? '' : age((end ? Date.parse(end) : now) - Date.parse(start))
  },
  ports: (o) => items(o, 'spec.ports').map(port).join(',') || '<none>',
  endpoints(o) {
    const [all, more] = [items(o, 'endpoints'), items(o, 'endpoints').length - 3]
    const addresses = all.slice(0, 3).flatMap((one) => texts(one, 'addresses.*'))
    return (addresses.join(',') || '<unset>') + (more > 0 ? ` + ${more} more...` : '')
  },
  roles: (o) =>
    Object.keys(o.metadata.labels ?? {})
      .flatMap((key) => /^node-role\.kubernetes\.io\/(.+)$/.exec(key)?.[1] ?? [])
      .toSorted()
      .join(',') || '<none>',
  targets: (o) => items(o, 'spec.metrics').map(target(o)).join(', ') || '<none>',
  controlledBy(o) {
    const by = items(o, 'metadata.ownerReferences').find((one) => at(one, 'controller') === true)
    const [kind, [group]] = [text(by, 'kind').toLowerCase(), text(by, 'apiVersion').split('/')]
    return by === undefined ? '<none>' : `${kind}.${group}/${text(by, 'name')}`
  },
  className: (o) =>
    `${o.metadata.name}${o.metadata.annotations?.[isDefault] === 'true' ? ' (default)' : ''}`,
  quotaRequests: (o) => quota(o, false),
  quotaLimits: (o) => quota(o, true),
  involved: (o) =>
    `${text(o, 'involvedObject.kind').toLowerCase()}/${text(o, 'involvedObject.name')}`,
}

const isDefault = 'storageclass.kubernetes.io/is-default-class'

/** The demo's autoscalers go by shares of what pods ask for. */
const target = (o: KubeObject) => (metric: unknown, index: number) => {
  const share = 'resource.current.averageUtilization'
  const now = text(items(o, 'status.currentMetrics')[index], share)
  const wanted = text(metric, 'resource.target.averageUtilization')
  return `${text(metric, 'resource.name')}: ${now === '' ? '<unknown>' : `${now}%`}/${wanted}%`
}

/** The demo's pods have neither init containers nor gates. The first container that stands still gives the reason. */
function podStatus(o: KubeObject): string {
  const phase = text(o, 'status.phase')
  if (leaving(o) && phase !== 'Succeeded' && phase !== 'Failed') return 'Terminating'
  const stopped = items(o, 'status.containerStatuses')
    .map((one) => text(one, 'state.waiting.reason') || text(one, 'state.terminated.reason'))
    .find(Boolean)
  return stopped ?? (text(o, 'status.reason') || phase)
}

function podRestarts(o: KubeObject, now: number): string {
  const all = texts(o, 'status.containerStatuses.*.restartCount')
  const total = all.reduce((sum, one) => sum + Number(one), 0)
  const ends = texts(o, 'status.containerStatuses.*.lastState.terminated.finishedAt')
  const last = ends.toSorted().at(-1)
  return total === 0 || !last ? String(total) : `${total} (${age(now - Date.parse(last))} ago)`
}

/** `pods: 19/40, requests.cpu: 15890m/16`; limits stand in a column of their own. */
const quota = (o: KubeObject, limits: boolean) =>
  Object.entries(fields(o, 'status.hard'))
    .filter(([name]) => name.startsWith('limits.') === limits)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hard]) => `${name}: ${String(fields(o, 'status.used')[name])}/${String(hard)}`)
    .join(', ')

const port = (one: unknown) => {
  const node = text(one, 'nodePort')
  return `${text(one, 'port')}${node && `:${node}`}/${text(one, 'protocol')}`
}

/** `ReadWriteMany` is RWX. */
const modes = (o: KubeObject, path: string) =>
  texts(o, path)
    .map((mode) => mode.replace('Many', 'X').replaceAll(/[a-z]/g, ''))
    .toSorted()
    .join(',')
