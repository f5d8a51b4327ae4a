/** All rows of a list as they are held for who looks at it: read once, then a minute of sorts and filters is for nothing. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Resource, Table } from '../kube.ts'
import { joined, stateOf } from '../live/joined.ts'
import { ticks } from '../live/ticks.ts'
import type { ListState } from '../views/query.ts'
import { lists } from './list-collections.ts'
import { needsAll, rows, type Rows } from './rows.ts'

/** From the collection that the page's stream will follow, where all rows are needed; else read for this request. */
export async function held(c: Context<Env>, resource: Resource, state: ListState): Promise<Rows> {
  const table =
    needsAll(state) && resource.verbs.includes('watch') ? await all(c, resource, state) : null
  return table === null
    ? rows(c.var.kube, resource, state)
    : { table, whole: true, kept: true, refused: [] }
}

/** Null where it cannot be followed, or is not up to date: reading it anew then tells why. */
async function all(c: Context<Env>, resource: Resource, state: ListState): Promise<Table | null> {
  const { shared } = await lists(c, resource, state)
  const collections = shared.map(({ collection }) => collection)
  try {
    for await (const _ of ticks(shared, pace, c.req.raw.signal)) {
      if (shared.some((one) => one.refused() !== null)) return null
      const now = stateOf(collections).state
      if (now === 'ended' || now === 'stale') return null
      const table = now === 'loading' ? null : joined(collections)
      if (table !== null) return table
    }
    return null
  } finally {
    for (const one of shared) one.leave()
  }
}

/** Milliseconds between two looks. */
const pace = 20
