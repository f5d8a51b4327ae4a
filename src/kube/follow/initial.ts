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
  for (;;) {
    const heard = await read.take(way.times.filling)
    if (heard === null) throw refused(on)
    else if ('rung' in heard) yield* pulsed(way, on, heard.rung)
    else if (heard.next.done === true) return false
    else if (Buffer.isBuffer(heard.next.value)) {
      const event = parsed(way, on, heard.next.value)
      const before = rows.size
      if (event.type === 'bookmark' && event.end) {
        yield* filled(on, [...rows.values()], event.version, warnings)
        return true
      }
      take(rows, event)
      if (rows.size > before && rows.size % step === 0)
        yield { type: 'filling', rows: rows.size, remaining: null }
    }
  }
}

/** Objects may change and go while the rest of them is still being told. */
function take(rows: Map<string, TableRow>, event: Told): void {
  if (event.type === 'set') rows.set(key(event.row.meta), event.row)
  if (event.type === 'gone') rows.delete(key(event.row.meta))
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
