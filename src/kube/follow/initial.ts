/** The first rows out of the beginning of a watch. */
import type { Change } from '../contract.ts'
import type { ObjectMeta } from '../object.ts'
import type { TableRow } from '../table.ts'
import { live } from './course.ts'
import type { Course } from './course.ts'
import { parsed, pulsed } from './line.ts'
import type { Told } from './line.ts'
import { Ended } from './verdict.ts'
import type { Read, Way } from './way.ts'

const step = 500

/** Says `reset` when the server says that these were all. False: it ended before. */
export async function* initial(
  way: Way,
  on: Course,
  read: Read,
  warnings: readonly string[],
): AsyncGenerator<Change, boolean> {
  const rows = new Map<string, TableRow>()
  const glimpse = { rows: [] as TableRow[], anew: true }
  for (;;) {
    const heard = await read.take(way.times.filling)
    if (heard === null) throw refused(on)
    else if ('rung' in heard) yield* pulsed(way, on, heard.rung)
    else if (heard.next.done === true) return false
    else if (Buffer.isBuffer(heard.next.value)) {
      const event = parsed(way, on, heard.next.value)
      if (event.type === 'bookmark' && event.end) {
        yield* filled(on, [...rows.values()], event.version, warnings)
        return true
      }
      if (take(rows, event)) yield* grown(on, rows.size, glimpse, event)
    }
  }
}

/** How far it has come, from time to time, and some more rows for who wants to see them already. */
function* grown(
  on: Course,
  count: number,
  next: { readonly rows: TableRow[]; anew: boolean },
  event: Told,
): Generator<Change> {
  if (on.glimpse !== null && event.type === 'set') next.rows.push(event.row)
  if (count % step !== 0) return
  on.glimpse?.(next.rows.splice(0), next.anew)
  next.anew = false
  yield { type: 'filling', rows: count, remaining: null }
}

/** Objects may change and go while the rest of them is still being told. True: there is one more. */
function take(rows: Map<string, TableRow>, event: Told): boolean {
  const before = rows.size
  if (event.type === 'set') rows.set(key(event.row.meta), event.row)
  if (event.type === 'gone') rows.delete(key(event.row.meta))
  return rows.size > before
}

function key({ uid, namespace, name }: ObjectMeta): string {
  return uid ?? `${namespace ?? ''}/${name}`
}

function* filled(
  on: Course,
  rows: readonly TableRow[],
  version: string,
  warnings: readonly string[],
): Generator<Change> {
  const columns = on.columns ?? []
  on.version = version
  yield {
    type: 'reset',
    table: { columns, rows, version, continue: null, remaining: 0, warnings },
  }
  yield* live(on)
}

function refused(on: Course): Ended {
  on.refused = true
  return new Ended('the watch’s first rows do not end', { quiet: true })
}
