/** Rows that a search need not read: those that lists hold, or had better hold. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Resource, TableRow } from '../../kube.ts'
import { joined, stateOf } from '../../live/joined.ts'
import { ticks } from '../../live/ticks.ts'
import { readList } from '../../views/query.ts'
import { holds, lists } from '../list-collections.ts'
import { held } from '../warm.ts'

/** All of a kind: in an order of their own they are not read by pages. */
const { state } = readList(new URLSearchParams('sort=name'))

/** Null where they are not held, or not to be seen. */
export async function rowsHeld(
  c: Context<Env>,
  resource: Resource,
): Promise<readonly TableRow[] | null> {
  try {
    if (!(await holds(c, resource, state))) return null
    const { table, whole } = await held(c, resource, state)
    return whole ? table.rows : null
  } catch {
    // Reading them tells why.
    return null
  }
}

/**
 * By the watch that lists live on: faster than page by page, and kept for who looks next.
 * Null where it cannot be, or there are too many.
 * @param read hears how many are there so far
 */
export async function rowsFilled(
  c: Context<Env>,
  resource: Resource,
  signal: AbortSignal,
  read: (rows: number) => void,
): Promise<readonly TableRow[] | null> {
  const { shared } = await lists(c, resource, state)
  const collections = shared.map(({ collection }) => collection)
  try {
    for await (const _ of ticks(shared, 100, signal)) {
      const now = stateOf(collections)
      if (shared.some((one) => one.refused() !== null) || now.state === 'ended') return null
      if (now.state !== 'loading') return joined(collections)?.rows ?? null
      read(now.rows)
    }
    return null
  } finally {
    for (const one of shared) one.leave()
  }
}
