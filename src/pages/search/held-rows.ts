/** Rows that a search need not read: those that lists hold, or had better hold. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Resource, TableRow } from '../../kube.ts'
import { readList } from '../../views/query.ts'
import { holds } from '../list-collections.ts'
import { filled, held } from '../warm.ts'

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
  const kept = await filled(c, resource, state, signal, read)
  return kept !== null && 'of' in kept ? kept.table.rows : null
}
