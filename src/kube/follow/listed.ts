/** The first rows by a list: one page of them, or all where a watch cannot begin with them. */
import type { Change, Work } from '../contract.ts'
import { pages, table } from '../list.ts'
import type { Table } from '../table.ts'
import { stale } from './course.ts'
import type { Course } from './course.ts'
import type { Heart } from './heart.ts'
import { pulsed } from './line.ts'
import { Reader } from './reader.ts'
import type { Vital } from '../net.ts'
import { later } from './version.ts'
import type { Way } from './way.ts'

/** Says `reset`, and `filling` on the way. */
export async function* listed(
  way: Way,
  work: Work,
  on: Course,
  heart: Heart,
): AsyncGenerator<Change> {
  const { first, ...query } = on.query
  const all = first === undefined
  const source = all ? pages(way.link, work, on.resource, query) : page(way, work, on, first)
  const found = yield* finished(way, on, heart, source)
  if (all && on.refused) way.served.lacks(on.resource.group, 'initial')
  on.version = found.version
  on.columns = found.columns
  yield { type: 'reset', table: found }
}

/**
 * A watch from a version that the server has not come to is silent for ever: after etcd was restored
 * from a backup everything is read anew. Costs a list of one.
 */
export async function* check(
  way: Way,
  work: Work,
  on: Course,
  heart: Heart,
): AsyncGenerator<Change> {
  const { version } = yield* finished(way, on, heart, page(way, work, on, 1))
  if (on.version !== null && later(on.version, version)) on.version = null
}

type Step = { readonly rows: number; readonly remaining: number | null }
type Pages = AsyncIterator<Step, Table>

/** Reads to the end; what takes long or breaks is told meanwhile. */
async function* finished(
  way: Way,
  on: Course,
  heart: Heart,
  source: Pages,
): AsyncGenerator<Change, Table> {
  const read = new Reader<Step, Vital, Table>(source)
  const deaf = heart.hear((vital) => read.ring(vital))
  try {
    for (;;) {
      const heard = await read.take(way.times.opening)
      if (heard === null) yield* stale(on, `no answer within ${way.times.opening / 1000} s`)
      else if ('rung' in heard) yield* pulsed(way, on, heard.rung)
      else if (heard.next.done === true) return heard.next.value
      else yield { type: 'filling', ...heard.next.value }
    }
  } finally {
    deaf()
  }
}

function page(way: Way, work: Work, on: Course, limit: number): Pages {
  const { first: _, ...query } = on.query
  const read = () => table(way.link, work, on.resource, { ...query, limit })
  return { next: async () => ({ done: true, value: await read() }) }
}
