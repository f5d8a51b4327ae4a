/** Who shares what: one collection for all who are, to the API server, the same person and look at the same list. */
import { Full } from '../errors.ts'
import { Audience, type Viewer } from './audience.ts'
import { makeRoom } from './budget.ts'
import { type Collection, collection } from './collection.ts'
import { type Entry, weightOf } from './entry.ts'
import { type Interned, interned } from './interned.ts'
import { checked, reviewed } from './rights.ts'

export interface Shared {
  readonly collection: Collection
  /** Why this viewer's page has to end though the collection goes on; null while it may stay. */
  refused(): Error | null
  /** Calls `changed` when the collection changes or this viewer is refused. */
  watch(changed: () => void): () => void
  /** Gives it back; the last one leaves it open for a while. */
  leave(): void
}

/** What two who share it have in common anyway. */
export interface How {
  /** Rows that are wanted where only the beginning is read. */
  readonly least?: number
  /** All collections of one pool show the same rows to everybody; absent: nothing is shared between them. */
  readonly pool?: string
}

export interface Registry {
  /** @param key all that makes two lists the same: cluster, identity, resource, scope, selectors. */
  join(key: string, viewer: Viewer, how?: How): Shared
  /** Whether all rows of it are there and kept. */
  holds(key: string): boolean
  /** How many watches are open. */
  size(): number
  /** How many rows they keep. */
  rows(): number
  /** Bytes that all rows take, about. */
  weight(): number
  close(): void
}

/** Milliseconds a collection stays warm without a viewer. */
const linger = 60_000

/**
 * @param most bytes that rows may take; beyond it what nobody looks at goes, then what grows is ended.
 * @param hear how many they take, after each change.
 */
export function registry(most: number, hear: (bytes: number) => void = () => {}): Registry {
  const entries = new Map<string, Entry>()
  const rows = interned()
  const drop = (key: string, entry: Entry) => {
    if (entry.idle !== null) clearTimeout(entry.idle)
    entry.stop()
    entry.collection.close()
    if (entries.get(key) === entry) entries.delete(key)
    hear(weightOf(entries))
  }
  return {
    join(key, viewer, how = {}) {
      const found = usable(entries.get(key))
      const entry =
        found ?? begin(viewer, how, rows, (grown) => hear(makeRoom(entries, grown, most, drop)))
      entries.delete(key)
      entries.set(key, entry)
      if (entry.idle !== null) clearTimeout(entry.idle)
      entry.idle = null
      if (found !== undefined) entry.audience.add(viewer)
      return seat(entry, viewer, () => {
        if (entry.audience.size === 0)
          entry.idle = setTimeout(() => drop(key, entry), linger).unref()
      })
    },
    holds: (key) => (usable(entries.get(key))?.collection.table() ?? null) !== null,
    size: () => entries.size,
    rows: () =>
      [...entries.values()].reduce((sum, { collection: each }) => sum + each.rows().size, 0),
    weight: () => weightOf(entries),
    close: () => entries.forEach((entry, key) => drop(key, entry)),
  }
}

/** Milliseconds in which a list that was too large is not read again: it would be too large again. */
const rest = 30_000

/** One that ended is not joined again. */
function usable(entry: Entry | undefined): Entry | undefined {
  const state = entry?.collection.state()
  if (state?.state !== 'ended') return entry
  return state.error instanceof Full && Date.now() - state.error.at < rest ? entry : undefined
}

function begin(
  viewer: Viewer,
  { least, pool }: How,
  rows: Interned,
  grew: (entry: Entry) => void,
): Entry {
  const audience = new Audience()
  audience.add(viewer)
  const refusals = new Set<() => void>()
  const member = pool === undefined ? null : rows.join(pool, () => all.rows())
  const all: Collection = collection({
    feed: (failure) => audience.feed(failure),
    ...(least !== undefined && { least }),
    ...(member !== null && { pool: member.pool }),
  })
  const unwatch = all.watch(() => grew(entry))
  const unreview = reviewed(audience, all, () => refusals.forEach((tell) => tell()))
  const stop = () => {
    unwatch()
    unreview()
    member?.leave()
  }
  const entry: Entry = { collection: all, audience, refusals, stop, idle: null }
  return entry
}

function seat(entry: Entry, viewer: Viewer, left: () => void): Shared {
  const { audience, refusals, collection: all } = entry
  const uncheck = checked(audience, viewer, () => refusals.forEach((tell) => tell()))
  let gone = false
  return {
    collection: all,
    refused: () => audience.out(viewer),
    watch(changed) {
      refusals.add(changed)
      const unwatch = all.watch(changed)
      return () => {
        refusals.delete(changed)
        unwatch()
      }
    },
    leave() {
      if (gone) return
      gone = true
      uncheck()
      audience.drop(viewer)
      left()
    },
  }
}
