/** How far the readings of usage can be believed: one value for all who look at the same ones. */
import { KubeError } from '../errors.ts'
import type { Table } from '../kube.ts'
import type { Collection, State } from '../live/collection.ts'
import { stateOf } from '../live/joined.ts'
import { key as keyOf } from '../views/list-table.ts'
import type { Usage, Used } from '../views/usage.ts'

interface Known {
  readonly tables: readonly (Table | null)[]
  readonly state: State
  readonly usage: Usage
}

/** By the first of the collections: those beside it are the same ones as long as nothing else is known. */
const known = new WeakMap<Collection, Known>()
let versions = 0

/** @param refused why this person may not see it any more. */
export function usageOf(collections: readonly Collection[], refused: () => Error | null): Usage {
  const [first] = collections
  if (first === undefined) return { ...nothing, state: 'absent' }
  const why = refused()
  if (why !== null) return ended(why)
  const tables = collections.map((each) => each.table())
  const state = stateOf(collections)
  const before = known.get(first)
  if (before !== undefined && same(before, tables, state)) return before.usage
  const usage = said(tables, state)
  known.set(first, { tables, state, usage })
  return usage
}

const same = ({ tables, state }: Known, now: readonly (Table | null)[], next: State) =>
  state.state === next.state &&
  tables.length === now.length &&
  tables.every((table, at) => table === now[at])

const none: ReadonlyMap<string, Used> = new Map()
const nothing = { version: 0, why: '', since: null, of: () => undefined }

function said(tables: readonly (Table | null)[], state: State): Usage {
  if (state.state === 'ended') return ended(state.error)
  const there = tables.filter((table) => table !== null)
  const whole = there.length === tables.length
  if (!whole)
    return state.state === 'stale'
      ? { ...nothing, state: 'failed', why: state.why, version: (versions += 1) }
      : { ...nothing, state: 'loading' }
  const all = there.length > 0 ? used(there) : none
  const stale = state.state === 'stale'
  return {
    version: (versions += 1),
    state: stale ? 'stale' : 'known',
    why: stale ? state.why : '',
    since: stale ? state.since : null,
    of: (key) => all.get(key),
  }
}

function ended(error: Error): Usage {
  const refusal = error instanceof KubeError && error.status === 403
  return { ...nothing, state: refusal ? 'refused' : 'failed', why: error.message }
}

function used(tables: readonly Table[]): ReadonlyMap<string, Used> {
  const all = new Map<string, Used>()
  for (const { rows } of tables)
    for (const { cells, meta } of rows) {
      const [cpu = null, memory = null, at = null] = cells.map(number)
      all.set(keyOf({ cells, meta }), { cpu, memory, at })
    }
  return all
}

const number = (cell: unknown) => (typeof cell === 'number' && !Number.isNaN(cell) ? cell : null)
