/** Warnings by what happened: how often, to how many, when last. Pure. */
import type { Alike } from '../live/tally.ts'
import type { Query } from '../urls.ts'
import type { Cell } from './cell.ts'
import { instant } from './conditions.ts'
import { type Event, type Involved, lastSeen, newest } from './event.ts'
import { grouped } from './words.ts'
import { aboutOf } from './overview-facts.ts'
import { isName, longestName } from './object.ts'
import type { Looked, Missing } from './overview-seen.ts'
import { cut } from './room.ts'
import type { Around } from './said.ts'

export interface Storm {
  readonly reason: string
  /** The events with this reason. */
  readonly href: string
  /** `×1,240`; empty for once. */
  readonly times: string
  /** `12 objects`; empty for one, which is named. */
  readonly about: string
  /** The object of the newest of them. */
  readonly object: Cell
  readonly namespace: string
  readonly message: string
  readonly last: Cell | null
}

export interface Warnings {
  readonly looked: readonly Looked[]
  /** False: the API server has more than these. */
  readonly whole: boolean
  /** They are still being read. */
  readonly coming?: boolean
  readonly namespaces: readonly string[] | null
}

/** Reasons that are told; the list has them all. */
const most = 10

export function storms(warnings: Warnings, around: Around): readonly Storm[] {
  const all = new Map<string, Alike[]>()
  for (const { tally } of warnings.looked)
    for (const [reason, alike] of tally.alike) all.set(reason, [...(all.get(reason) ?? []), alike])
  return [...all]
    .map(([reason, alike]) => ({ reason, alike, weight: sum(alike, 'weight') }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most * 2)
    .map((each) => ({ ...each, event: newestOf(each.alike) }))
    .toSorted((a, b) => b.weight - a.weight || newest(a.event, b.event))
    .slice(0, most)
    .map((each) => storm(each, warnings, around))
}

interface Found {
  readonly reason: string
  readonly alike: readonly Alike[]
  readonly weight: number
  readonly event: Event
}

function storm({ reason, alike, weight, event }: Found, warnings: Warnings, around: Around): Storm {
  const about = sum(alike, 'about')
  const { kind = '', name = '', namespace = '' } = event.involvedObject ?? {}
  const href = addressOf(event, around)
  const text = `${cut(kind, 200)} ${cut(name, longestName)}`
  return {
    reason: cut(reason, 200),
    href: around.urls.list(around.cluster, 'events', listOf(reason, warnings)),
    times: weight > 1 ? `×${grouped(weight)}` : '',
    about: about > 1 ? `on ${grouped(about)} objects` : '',
    object: { text, ...(href !== null && { href }) },
    namespace: cut(namespace, 200),
    message: cut((event.message ?? '').trim(), 300),
    last: instant(lastSeen(event), around.now),
  }
}

/** A reason may be any text: what could not be read back as one word is left to the list. */
const listOf = (reason: string, { namespaces }: Warnings): Query => ({
  ns: namespaces ?? [],
  fs: 'type=Warning',
  q: /^[\w.-]{1,128}$/.test(reason) ? `reason=${reason}` : '',
  sort: 'last-seen',
})

/** What was said of an object last; empty where nothing is known. */
export function lastWords(warnings: readonly Warnings[], of: Involved): string {
  const about = aboutOf(of)
  for (const { tally } of warnings.flatMap(({ looked }) => looked)) {
    const event: Event | undefined = tally.keys.get(about)?.newest?.object
    if (event !== undefined) return (event.message ?? '').trim()
  }
  return ''
}

const sum = (alike: readonly Alike[], of: 'weight' | 'about'): number =>
  alike.reduce((all, each) => all + each[of], 0)

const none: Event = { apiVersion: 'v1', kind: 'Event', metadata: { name: '' } }

function newestOf(alike: readonly Alike[]): Event {
  const events = alike.map((each): Event => each.newest?.object ?? none)
  return events.toSorted(newest)[0] ?? none
}

/** Where the object of an event stands; null where the cluster does not serve its kind, or it is not named in full. */
function addressOf({ involvedObject: of = {} }: Event, around: Around): string | null {
  const { apiVersion = 'v1', kind = '', name = '' } = of
  const resource = around.discovery.of(apiVersion, kind)
  if (resource === undefined || !isName(name)) return null
  const namespace = resource.namespaced ? (of.namespace ?? '') : null
  const place = { resource: resource.id, namespace, name }
  return namespace === '' ? null : around.urls.object(around.cluster, place)
}

const why: Readonly<Record<Missing, string>> = {
  forbidden: 'you may not list these',
  late: 'no answer yet',
  failed: 'the API server failed',
}

/** Why there are none to see, or that these may not be all. */
export function stormNote(warnings: Warnings | Missing | null): string {
  if (typeof warnings === 'string') return `Warnings: ${why[warnings]}.`
  const looked = (warnings?.looked ?? []).reduce((all, { tally }) => all + tally.all, 0)
  if (warnings?.coming === true) return coming(looked)
  if (warnings?.whole === false) return `Of the first ${grouped(looked)} that the API server gave.`
  if (warnings !== null && looked > 0) return ''
  return 'No warnings in what the API server still keeps of its events.'
}

const coming = (looked: number): string =>
  looked > 0 ? `Of ${grouped(looked)} that were read so far.` : 'They are being read.'
