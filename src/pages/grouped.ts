/** A list whose rows are put together: its groups, and what is known of them. */
import type { Table, TableRow } from '../kube.ts'
import type { Collection } from '../live/collection.ts'
import { costly } from '../live/filter.ts'
import { groupsOf } from '../live/grouped.ts'
import { type Behind, type Grouping, Groups } from '../live/groups.ts'
import type { Seen } from '../live/window.ts'
import { groupingOf, groupsIn } from '../views/groups.ts'
import { isMoving, type Listed, lookKey, plain, plannedRows } from '../views/list-plan.ts'
import { viewed } from './seen.ts'

export interface InGroups {
  readonly listed: Listed
  /** The page of them that was asked for; undefined where they are not known yet. */
  readonly seen: Seen<TableRow> | undefined
  readonly rows: Pick<Collection, 'rows'>
}

/** @param collections what keeps the rows; undefined: they were read for this request. Null: they are not put together. */
export async function inGroups(
  collections: readonly Collection[] | undefined,
  listed: Listed,
): Promise<InGroups | null> {
  const { read, table, context, reading, full } = listed
  const { state } = read
  const kind = groupsIn(context.resource, state)
  if (kind === null) return null
  const none = { ...listed, table: { ...table, rows: [], remaining: null, continue: '' } }
  if (reading !== undefined || full !== undefined) return { listed: none, ...unread }
  const grouping = () => {
    const rows = plannedRows({ ...listed, read: { ...read, state: plain(state) } }).look
    return groupingOf(kind, state.by ?? '', rows)
  }
  const { by, q } = state
  const look = lookKey(state)
  const key = JSON.stringify([by, q, costly(q)])
  const groups =
    collections === undefined
      ? await once(table, grouping())
      : await groupsOf(collections, { key, moving: isMoving(state), grouping })
  // An expression took too long meanwhile: without it.
  if (lookKey(state) !== look) return inGroups(collections, listed)
  const own = { ...none, whole: true, behind: groups.behind }
  const seen = (await viewed([groups], { state, wrong: {} }, () => own))(state)
  return { listed: own, seen, rows: groups }
}

const unread = { seen: undefined, rows: { rows: () => new Map<string, TableRow>() } }

/** Of rows that nothing keeps. */
async function once(table: Table, grouping: Grouping) {
  const rows: Behind = { table: () => table, head: () => table, hear: () => () => {} }
  const groups = new Groups([rows], grouping)
  await groups.ready
  return groups
}
