/** A cluster's first page, or that of some of its namespaces: what is wrong, then what is there. Pure. */
import type { Discovery } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Live } from './live.ts'
import { type Capacity, capacity, type Used } from './overview-capacity.ts'
import { type Change, changes } from './overview-changes.ts'
import { type CountRow, countRows, type Refused, refusedRows } from './overview-counts.ts'
import type { Count, KindSeen, Missing } from './overview-seen.ts'
import { progress } from './overview-progress.ts'
import { type Storm, stormNote, storms, type Warnings } from './overview-storms.ts'
import { type Wrong, wrongs } from './overview-wrong.ts'
import { elsewhere, reach, type Reach, refusedIn, type Scope } from './reach.ts'
import type { Foot, Shell } from './shell.ts'

export interface OverviewPage extends OverviewParts {
  readonly shell: Shell
  readonly css: string
  readonly title: string
  /** Behind the title: the API server's version, or that these are namespaces of a cluster. */
  readonly version: string
  readonly wrong: readonly { readonly name: string; readonly text: string }[]
  /** API groups that the server lists but cannot serve now. */
  readonly failed: string
  readonly stream: string
  /** The whole of it is not there yet. */
  readonly reading: boolean
  readonly live: Live
  readonly foot: Foot
}

/** What is wrong in a namespace, on its page. */
export interface OverviewPart {
  readonly css: string
  readonly troubles: Troubles
  /** The overview of it. */
  readonly whole: string
  /** Where it is asked for once more; empty where all was looked at. */
  readonly again: string
}

/** What of the page is kept as it is now, part by part. */
export interface OverviewParts {
  readonly troubles: Troubles
  readonly warnings: WarningPart
  readonly counts: CountPart
  readonly capacity: Capacity | null
  readonly changes: readonly Change[]
}
export interface Troubles {
  /** How far the looking has come: `Looked at 12,000 of 100,000 pods.` */
  readonly notes: readonly string[]
  readonly shown: readonly Wrong[]
  /** Folded behind them. */
  readonly more: { readonly title: string; readonly entries: readonly Wrong[] } | null
  /** What is said where nothing is wrong; empty where something is. */
  readonly calm: string
  /** That is for sure. */
  readonly sure: boolean
}
export interface WarningPart {
  readonly storms: readonly Storm[]
  /** Where all warnings stand. */
  readonly more: string
  /** Why there are no warnings to see, or that these may not be all. */
  readonly note: string
}
export interface CountPart {
  readonly reach: Reach
  readonly rows: readonly CountRow[]
  readonly refused: Refused | null
}

export interface Overview {
  readonly cluster: string
  readonly title: string
  readonly version: string
  /** Those that the address names; none: all. */
  readonly namespaces: readonly string[]
  readonly discovery: Discovery
  readonly urls: Urls
  readonly now: Date
  readonly counts: readonly Count[]
  readonly kinds: readonly KindSeen[]
  /** null: there are no events in this cluster. */
  readonly warnings: Warnings | Missing | null
  /** What is said of claims beside warnings; null: nothing is. */
  readonly claims?: Warnings | null
  readonly used: Used | null
  /** Namespaces that were not looked in. */
  readonly left: number
}

/** Entries that are shown, and those that are folded behind them: on one screen, and no more than helps. */
const most = { shown: 15, folded: 25 }

export function overviewParts(read: Overview): OverviewParts {
  return {
    troubles: troubles(read),
    warnings: warningPart(read),
    counts: {
      reach: reachOf(read),
      rows: countRows(read),
      refused: refusedRows(read),
    },
    capacity: capacity(read.kinds, read.used, read.counts),
    changes: changes(read.kinds, read),
  }
}

export function overviewPage(
  read: Overview,
): OverviewParts & Pick<OverviewPage, 'title' | 'version' | 'failed'> {
  const { namespaces } = read
  return {
    ...overviewParts(read),
    title: namespaces.length === 0 ? read.title : namespaces.slice(0, 5).join(', '),
    version:
      namespaces.length === 0
        ? read.version
        : `${namespaces.length === 1 ? 'Namespace' : `${namespaces.length} namespaces`} in ${read.title}`,
    failed: read.discovery.failed.join(', '),
  }
}

function troubles(read: Overview): Troubles {
  const all = wrongs(read.kinds, {
    ...read,
    now: minute(read.now),
    warned: [warningsOf(read), read.claims ?? nowhere],
  })
  const { notes, calm, sure } = progress(read)
  const rest = all.slice(most.shown)
  const folded = rest.slice(0, most.folded)
  const beyond = rest.length - folded.length
  return {
    notes: [
      ...notes,
      ...(beyond > 0
        ? [`More than ${most.shown + most.folded} are wrong: these are the worst.`]
        : []),
    ],
    shown: all.slice(0, most.shown),
    more: folded.length === 0 ? null : { title: `${rest.length} more`, entries: folded },
    calm: all.length === 0 ? calm : '',
    sure,
  }
}

/** Words that tell of ages change once a minute at most; ages that tick do so by themselves. */
function minute(now: Date): Date {
  const full = new Date(now)
  full.setUTCSeconds(0, 0)
  return full
}

const nowhere: Warnings = { looked: [], whole: true, namespaces: null }
const warningsOf = ({ warnings }: Overview): Warnings =>
  typeof warnings === 'string' ? nowhere : (warnings ?? nowhere)

function warningPart(read: Overview): WarningPart {
  const warnings = warningsOf(read)
  return {
    storms: storms(warnings, read),
    more: read.urls.list(read.cluster, 'events', {
      ns: warnings.namespaces ?? [],
      fs: 'type=Warning',
      sort: 'last-seen',
    }),
    note: stormNote(read.warnings),
  }
}

function reachOf(read: Overview): Reach {
  const { namespaces, counts, left } = read
  const way = { action: read.urls.cluster(read.cluster), does: 'Look there' }
  const all = counts.filter(({ resource }) => resource.namespaced)
  const none = all.length > 0 && all.every(({ count }) => count === 'forbidden')
  if (namespaces.length > 0 && none) return refusedIn(namespaces, way)
  return elsewhere(reach(scopes(read), way, left), way)
}

/** Kinds of which the server gave nothing in time say nothing of where the person may look; nor does what was asked for. */
function scopes(read: Overview): readonly Scope[] {
  if (read.namespaces.length > 0) return []
  const counts = read.counts.filter(
    ({ resource, count }) => resource.namespaced && count !== 'late' && count !== 'failed',
  )
  const { looked, namespaces } = warningsOf(read)
  const some = looked.some(({ tally }) => tally.all > 0)
  return [
    ...counts.map(({ resource: { id }, count, namespaces: of }) => ({
      id,
      namespaces: count === 'forbidden' ? [] : of,
    })),
    ...(some && namespaces !== null ? [{ id: 'events', namespaces }] : []),
  ]
}
