/** What a page and its stream see of rows that are kept. */
import type { TableRow } from '../kube.ts'
import type { Collection, Source } from '../live/collection.ts'
import { type Viewed, viewOf } from '../live/views.ts'
import type { Seen } from '../live/window.ts'
import { byUsage, isMoving, type Listed, lookKey, planned } from '../views/list-plan.ts'

/** @param listed is asked for once for all who look at these rows the same way. */
export async function viewed(
  collections: readonly Source[],
  { state }: Listed['read'],
  listed: () => Listed,
): Promise<Viewed> {
  const look = () => planned(listed()).look
  const key = lookKey(state)
  const used = byUsage(state) ? ` ${listed().context.usage?.version ?? ''}` : ''
  const found = await viewOf(collections, { key: key + used, moving: isMoving(state), look })
  // An expression took too long meanwhile: without it.
  return lookKey(state) === key ? found : viewed(collections, { state, wrong: {} }, listed)
}

/** The page that an address asks for; undefined where nothing keeps the rows. */
export async function seen(
  collections: readonly Collection[] | undefined,
  listed: Listed,
): Promise<Seen<TableRow> | undefined> {
  if (collections === undefined) return undefined
  return (await viewed(collections, listed.read, () => listed))(listed.read.state)
}
