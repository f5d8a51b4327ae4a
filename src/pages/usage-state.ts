/** How far the readings of usage can be believed: one value for all who look at the same ones. */
import { KubeError } from '../errors.ts'
import type { Table, TableRow } from '../kube.ts'
import type { Collection, State } from '../live/collection.ts'
import { stateOf } from '../live/joined.ts'
import type { Usage, Used } from '../views/usage.ts'

interface Known {
  readonly tables: readonly (Table | null)[]
  readonly state: State
  readonly usage: Usage
}

/** What is known of some collections, and of them with another beside them. */
interface Place {
  known?: Known
  readonly beside: WeakMap<Collection, Place>
}
const none: Place = { beside: new WeakMap() }
let versions = 0

/** Of just these: who looks at two namespaces and who looks at one of them do not disturb each other. */
function placeOf(collections: readonly Collection[]): Place {
  return collections.reduce<Place>((place, each) => {
    const next = place.beside.get(each) ?? { beside: new WeakMap() }
    place.beside.set(each, next)
    return next
  }, none)
}

/** @param refused why this person may not see it any more. */
export function usageOf(collections: readonly Collection[], refused: () => Error | null): Usage {
  if (collections.length === 0) return { ...nothing, state: 'absent' }
  const why = refused()
  if (why !== null) return ended(why)
  const tables = collections.map((each) => each.table())
  const state = stateOf(collections)
  const place = placeOf(collections)
  if (place.known !== undefined && same(place.known, tables, state)) return place.known.usage
  const usage = said(collections, tables, state)
  place.known = { tables, state, usage }
  return usage
}

const same = ({ tables, state }: Known, now: readonly (Table | null)[], next: State) =>
  state.state === next.state &&
  tables.length === now.length &&
  tables.every((table, at) => table === now[at])

const nothing = { version: 0, why: '', since: null, of: () => undefined }

function said(
  collections: readonly Collection[],
  tables: readonly (Table | null)[],
  state: State,
): Usage {
  if (state.state === 'ended') return ended(state.error)
  if (tables.includes(null))
    return state.state === 'stale'
      ? { ...nothing, state: 'failed', why: state.why, version: (versions += 1) }
      : { ...nothing, state: 'loading' }
  const stale = state.state === 'stale'
  return {
    version: (versions += 1),
    state: stale ? 'stale' : 'known',
    why: stale ? state.why : '',
    since: stale ? state.since : null,
    of: measured(collections.map((each) => each.rows())),
  }
}

function ended(error: Error): Usage {
  const refusal = error instanceof KubeError && error.status === 403
  return { ...nothing, state: refusal ? 'refused' : 'failed', why: error.message }
}

/** Of one reading: the next one has rows of its own. @param all by `NAMESPACE/NAME`, `/NAME` without a namespace. */
function measured(all: readonly ReadonlyMap<string, TableRow>[]): Usage['of'] {
  return (key) => {
    const id = key.startsWith('-/') ? key.slice(1) : key
    for (const rows of all) {
      const row = rows.get(id)
      if (row !== undefined) return usedOf(row)
    }
    return undefined
  }
}

function usedOf({ cells }: TableRow): Used {
  const [cpu = null, memory = null, at = null] = cells.map(number)
  return { cpu, memory, at }
}

const number = (cell: unknown) => (typeof cell === 'number' && !Number.isNaN(cell) ? cell : null)
