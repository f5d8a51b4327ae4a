/** An object's events, newest first, in words. Pure. */
import type { Cell, Tone } from './cell.ts'
import { instant } from './conditions.ts'
import { type Event, lastSeen, newest, times, writer } from './event.ts'
import type { ObjectFrame, ObjectHead } from './object.ts'
import { fit, pageRoom, type Room } from './room.ts'
import { grouped } from './words.ts'

export interface EventRow {
  readonly tone: Tone
  readonly reason: string
  readonly message: string
  readonly last: Cell | null
  /** `14×`, empty for once. */
  readonly times: string
  readonly from: string
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
  const mine = events.filter((event) => uid === undefined || isOf(event, uid)).toSorted(newest)
  const rows = eventRows(mine, now, pageRoom())
  const which = mine.length === 0 ? 'None among' : 'Of'
  const notes = [
    whole ? '' : `${which} the first ${grouped(events.length)} that the API server gave.`,
    rows.length < mine.length ? `The page has room for the newest ${grouped(rows.length)}.` : '',
    whole && mine.length === 0 ? 'No events. The API server keeps them for an hour or so.' : '',
  ]
  return { events: rows, note: notes.filter((text) => text !== '').join(' ') }
}

/** Some writers name no uid. */
function isOf({ involvedObject: of }: Event, uid: string): boolean {
  return ['', uid, of?.name].includes(of?.uid ?? '')
}

/** As many as there is room for. */
function eventRows(events: readonly Event[], now: Date, room: Room): readonly EventRow[] {
  const rows: EventRow[] = []
  for (const event of events) {
    if (room.left <= 0) break
    rows.push(eventRow(event, now, room))
  }
  return rows
}

export function eventRow(event: Event, now: Date, room = pageRoom()): EventRow {
  const count = times(event)
  const { type = '', reason = '', message = '' } = event
  return {
    tone: type === 'Normal' ? 'idle' : 'warn',
    reason: fit(room, reason, 200, markup),
    message: fit(room, message, 2000),
    last: instant(lastSeen(event), now),
    times: count > 1 ? `${count}×` : '',
    from: fit(room, writer(event), 200),
  }
}

/** Bytes of a row's tags and its times. */
const markup = 400
