/** A cluster's first page: how many there are of what, and its newest warnings. Pure. */
import type { Discovery, Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Cell } from './cell.ts'
import { type Event, newest } from './event.ts'
import { eventRow, type EventRow } from './events.ts'
import { isName, longestName } from './object.ts'
import { reach, type Reach, type Scope } from './reach.ts'
import { cut } from './room.ts'
import type { Foot, Shell } from './shell.ts'
import { grouped, plural } from './words.ts'

export interface OverviewPage {
  readonly shell: Shell
  readonly title: string
  readonly version: string
  readonly reach: Reach
  readonly counts: readonly CountRow[]
  /** Kinds that the person may not list, folded: `21 kinds that you may not list`. */
  readonly refused: { readonly title: string; readonly counts: readonly CountRow[] } | null
  readonly warnings: readonly WarningRow[]
  /** Where all warnings stand. */
  readonly more: string
  /** Why there are no warnings to see, or that these may not be the newest. */
  readonly note: string
  /** API groups that the server lists but cannot serve now. */
  readonly failed: string
  readonly foot: Foot
}
export interface CountRow {
  readonly title: string
  readonly href: string
  readonly id: string
  /** `10,003`, or a word for why there is none. */
  readonly number: string
  readonly known: boolean
}
export interface WarningRow extends EventRow {
  readonly object: Cell
  readonly namespace: string
}

/** Why something is not there to be seen. */
export type Missing = 'forbidden' | 'late' | 'failed'

/** How many there are of a kind: a number, or why it is not known; `unknown`: the server does not say. */
export interface Count {
  readonly resource: Resource
  readonly count: number | Missing | 'unknown'
  /** Where they were counted; null: in all. */
  readonly namespaces: readonly string[] | null
}
export interface Warnings {
  readonly events: readonly Event[]
  /** False: the API server has more than these. */
  readonly whole: boolean
  readonly namespaces: readonly string[] | null
}

const why: Readonly<Record<Missing | 'unknown', string>> = {
  forbidden: 'you may not list these',
  late: 'no answer yet',
  failed: 'the API server failed',
  unknown: 'the API server does not say how many',
}

export interface Overview {
  readonly cluster: string
  readonly title: string
  readonly version: string
  readonly discovery: Discovery
  readonly urls: Urls
  readonly now: Date
  readonly counts: readonly Count[]
  /** null: there are no events in this cluster. */
  readonly warnings: Warnings | Missing | null
  /** Namespaces that were not looked in. */
  readonly left: number
}

export function overviewPage(read: Overview): Omit<OverviewPage, 'shell' | 'foot'> {
  const { cluster, urls, discovery } = read
  const { events, namespaces } = warningsOf(read)
  return {
    title: read.title,
    version: read.version,
    reach: reach(scopes(read), urls.list(cluster, 'pods'), read.left),
    counts: read.counts.filter((each) => !isRefused(each)).map((each) => row(each, read)),
    refused: refused(read),
    warnings: events
      .toSorted(newest)
      .slice(0, 15)
      .map((event) => warning(event, read)),
    more: urls.list(cluster, 'events', {
      ns: namespaces ?? [],
      fs: 'type=Warning',
      sort: 'last-seen',
    }),
    note: note(read.warnings),
    failed: discovery.failed.join(', '),
  }
}

const isRefused = ({ count }: Count) => count === 'forbidden'

function refused(read: Overview): OverviewPage['refused'] {
  const counts = read.counts.filter(isRefused).map((each) => row(each, read))
  if (counts.length === 0) return null
  const kinds = counts.length === 1 ? '1 kind' : `${counts.length} kinds`
  return { title: `${kinds} that you may not list`, counts }
}

const none: Warnings = { events: [], whole: true, namespaces: null }
const warningsOf = ({ warnings }: Overview): Warnings =>
  typeof warnings === 'string' ? none : (warnings ?? none)

/** Kinds of which the server gave nothing in time say nothing of where the person may look. */
function scopes(read: Overview): readonly Scope[] {
  const counts = read.counts.filter(
    ({ resource, count }) => resource.namespaced && count !== 'late' && count !== 'failed',
  )
  const { events, namespaces } = warningsOf(read)
  return [
    ...counts.map(({ resource: { id }, count, namespaces: of }) => ({
      id,
      namespaces: count === 'forbidden' ? [] : of,
    })),
    ...(events.length > 0 && namespaces !== null ? [{ id: 'events', namespaces }] : []),
  ]
}

function row({ resource, count, namespaces }: Count, { cluster, urls }: Overview): CountRow {
  return {
    title: plural(resource.kind, resource.plural),
    href: urls.list(cluster, resource.id, { ns: namespaces ?? [] }),
    id: resource.id,
    number: typeof count === 'number' ? grouped(count) : why[count],
    known: typeof count === 'number',
  }
}

function note(warnings: Overview['warnings']): string {
  if (typeof warnings === 'string') return `Warnings: ${why[warnings]}.`
  if (warnings?.whole === false)
    return `Of the first ${grouped(warnings.events.length)} that the API server gave.`
  if (warnings !== null && warnings.events.length > 0) return ''
  return 'No warnings in what the API server still keeps of its events.'
}

function warning(event: Event, overview: Overview): WarningRow {
  const { kind = '', name = '', namespace = '' } = event.involvedObject ?? {}
  const href = addressOf(event, overview)
  return {
    ...eventRow(event, overview.now),
    namespace,
    object: { text: `${cut(kind, 200)} ${cut(name, longestName)}`, ...(href !== null && { href }) },
  }
}

/** Where the object of an event stands; null where the cluster does not serve its kind, or it is not named in full. */
function addressOf({ involvedObject: of = {} }: Event, overview: Overview): string | null {
  const { apiVersion = 'v1', kind = '', name = '' } = of
  const resource = overview.discovery.of(apiVersion, kind)
  if (resource === undefined || !isName(name)) return null
  const namespace = resource.namespaced ? (of.namespace ?? '') : null
  const place = { resource: resource.id, namespace, name }
  return namespace === '' ? null : overview.urls.object(overview.cluster, place)
}
