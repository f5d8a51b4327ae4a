/** A cluster's first page: how many there are of what, and its newest warnings. Pure. */
import type { Discovery, Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Cell } from './cell.ts'
import { type Event, eventRow, type EventRow, newest } from './events.ts'
import type { Shell } from './shell.ts'
import { grouped, plural } from './words.ts'

export interface OverviewPage {
  readonly shell: Shell
  readonly title: string
  readonly version: string
  readonly counts: readonly Count[]
  readonly warnings: readonly Warning[]
  /** Where all warnings stand. */
  readonly more: string
  /** Why there are no warnings to see. */
  readonly note: string
  /** API groups that the server lists but cannot serve now. */
  readonly failed: string
  readonly foot: readonly string[]
}
export interface Count {
  readonly title: string
  readonly href: string
  readonly id: string
  /** `10,003`, or a word for why there is none. */
  readonly number: string
  readonly known: boolean
}
export interface Warning extends EventRow {
  readonly object: Cell
  readonly namespace: string
}

/** How many there are: a number, or why it is not known. */
export type Counted = number | 'forbidden' | 'late' | 'failed'

const why: Readonly<Record<Exclude<Counted, number>, string>> = {
  forbidden: 'you may not list these',
  late: 'no answer yet',
  failed: 'the API server failed',
}

export interface Overview {
  readonly cluster: string
  readonly title: string
  readonly version: string
  readonly discovery: Discovery
  readonly urls: Urls
  readonly now: Date
  readonly counts: readonly { readonly resource: Resource; readonly count: Counted }[]
  readonly events: readonly Event[] | Exclude<Counted, number>
}

export function overviewPage(read: Overview): Omit<OverviewPage, 'shell' | 'foot'> {
  const { cluster, urls, discovery } = read
  const events = typeof read.events === 'string' ? [] : read.events
  return {
    title: read.title,
    version: read.version,
    counts: read.counts.map(({ resource, count }) => ({
      title: plural(resource.kind, resource.plural),
      href: urls.list(cluster, resource.id),
      id: resource.id,
      number: typeof count === 'number' ? grouped(count) : why[count],
      known: typeof count === 'number',
    })),
    warnings: events
      .toSorted(newest)
      .slice(0, 15)
      .map((event) => warning(event, read)),
    more: urls.list(cluster, 'events', { fs: 'type=Warning', sort: 'last-seen' }),
    note: note(read.events),
    failed: discovery.failed.join(', '),
  }
}

function note(events: Overview['events']): string {
  if (typeof events === 'string') return `Warnings: ${why[events]}.`
  return events.length === 0 ? 'No warnings in what the API server still keeps of its events.' : ''
}

function warning(event: Event, overview: Overview): Warning {
  const { kind = '', name = '', namespace = '' } = event.involvedObject ?? {}
  const href = addressOf(event, overview)
  return {
    ...eventRow(event, overview.now),
    namespace,
    object: { text: `${kind} ${name}`, ...(href !== null && { href }) },
  }
}

/** Where the object of an event stands; null where the cluster does not serve its kind, or it is not named in full. */
function addressOf({ involvedObject: of = {} }: Event, overview: Overview): string | null {
  const resource = overview.discovery.of(of.apiVersion ?? 'v1', of.kind ?? '')
  const namespace = resource?.namespaced === true ? (of.namespace ?? '') : null
  if (resource === undefined || namespace === '' || of.name === undefined) return null
  return overview.urls.object(overview.cluster, { resource: resource.id, namespace, name: of.name })
}
