/** An object's events, newest first, in words. Pure. */
import type { Cell, Tone } from './cell.ts'
import { instant } from './conditions.ts'
import { type Event, lastSeen, newest, times, writer } from './event.ts'
import type { ObjectFrame, ObjectHead } from './object.ts'
import { cut, fit, pageRoom, type Room } from './room.ts'
import { type Around, cellOf } from './said.ts'
import { grouped } from './words.ts'

export interface EventRow {
  /** Of its element, so that it keeps it while others come: by the event's uid; empty where it has none. */
  readonly id: string
  readonly tone: Tone
  readonly reason: string
  readonly message: string
  readonly last: Cell | null
  /** `14×`, empty for once. */
  readonly times: string
  readonly from: string
  /** What it happened to, where that is not the object of the page. */
  readonly about: Cell | null
}
export interface EventsBlock {
  readonly events: readonly EventRow[]
  /** Why there are none, or that there are more. */
  readonly note: string
}
/** What of the page changes when the object or its events do. */
export interface EventsBody extends EventsBlock {
  readonly head: ObjectHead
}
export interface EventsPage extends EventsBody, ObjectFrame {}

/** Events of what the object owns. */
export interface Others {
  /** What it owns: `pods`, `revisions`. */
  readonly names: readonly string[]
  readonly events: readonly Event[]
  /** What was not looked at: sentences. */
  readonly notes: readonly string[]
}

/** How an object's events are drawn beside what is its own. */
export interface Beside {
  readonly others: Others | null
  readonly around: Around
  /** Rows. */
  readonly most: number
}

/**
 * @param uid the object's: events of an earlier object with this name are left out; kubelets write a node's name as its uid.
 * @param whole false: the API server has more of them than `events`.
 */
export function eventsOf(
  events: readonly Event[],
  uid: string | undefined,
  now: Date,
  whole = true,
): EventsBlock {
  return eventsBeside({ events, whole }, uid, now)
}

/** @param about the object's own, as `eventsOf` takes them. */
export function eventsBeside(
  { events, whole }: { readonly events: readonly Event[]; readonly whole: boolean },
  uid: string | undefined,
  now: Date,
  beside?: Beside,
): EventsBlock {
  const mine = events.filter((event) => uid === undefined || isOf(event, uid))
  const others = beside?.others ?? none
  const all = [...mine, ...others.events].toSorted(newest)
  const shown = all.slice(0, beside?.most)
  const rows = eventRows(shown, now, pageRoom(), aboutOf(others, beside))
  const which = mine.length === 0 ? 'None among' : 'Of'
  const notes = [
    whole ? '' : `${which} the first ${grouped(events.length)} that the API server gave.`,
    rows.length < shown.length ? `The page has room for the newest ${grouped(rows.length)}.` : '',
    shown.length < all.length ? `${newestOf(shown, all)}: its events page has more.` : '',
    ...others.notes,
    whole && all.length === 0 ? nothing(others) : '',
  ]
  return { events: rows, note: notes.filter((text) => text !== '').join(' ') }
}

const none: Others = { names: [], events: [], notes: [] }
const newestOf = (shown: readonly Event[], all: readonly Event[]) =>
  `The newest ${grouped(shown.length)} of ${grouped(all.length)}`

function nothing({ names }: Others): string {
  const of = names.length === 0 ? '' : ` of it or of its ${names.join(' and ')}`
  return `No events${of}. The API server keeps them for an hour or so.`
}

/** What one of them happened to; null for the object itself. */
function aboutOf({ events }: Others, beside: Beside | undefined): (event: Event) => Cell | null {
  const theirs = new Set(events)
  return (event) => {
    const { apiVersion = 'v1', kind = '', namespace, name = '' } = event.involvedObject ?? {}
    if (beside === undefined || !theirs.has(event)) return null
    const text = `${cut(kind.toLowerCase(), 200)}/${cut(name, 253)}`
    return cellOf({ text, to: { apiVersion, kind, namespace, name } }, beside.around)
  }
}

/** Some writers name no uid. */
function isOf({ involvedObject: of }: Event, uid: string): boolean {
  return ['', uid, of?.name].includes(of?.uid ?? '')
}

/** As many as there is room for. */
function eventRows(
  events: readonly Event[],
  now: Date,
  room: Room,
  about: (event: Event) => Cell | null,
): readonly EventRow[] {
  const rows: EventRow[] = []
  for (const event of events) {
    if (room.left <= 0) break
    rows.push({ ...eventRow(event, now, room), about: about(event) })
  }
  return rows
}

export function eventRow(event: Event, now: Date, room = pageRoom()): EventRow {
  const count = times(event)
  const { metadata, type = '', reason = '', message = '' } = event
  return {
    id: metadata.uid === undefined ? '' : `event-${metadata.uid}`,
    tone: type === 'Normal' ? 'idle' : 'warn',
    reason: fit(room, reason, 200, markup),
    message: fit(room, message, 2000),
    last: instant(lastSeen(event), now),
    times: count > 1 ? `${count}×` : '',
    from: fit(room, writer(event), 200),
    about: null,
  }
}

/** Bytes of a row's tags and its times. */
const markup = 1200
