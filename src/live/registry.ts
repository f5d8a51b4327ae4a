/** Who shares what: one collection for all who are, to the API server, the same person and look at the same list. */
import type { Change } from '../kube.ts'
import { type Collection, collection } from './collection.ts'

export interface Shared {
  readonly collection: Collection
  /** Gives it back; the last one leaves it open for a while. */
  leave(): void
}

export interface Registry {
  /** @param key all that makes two lists the same: cluster, identity, resource, scope, selectors. */
  join(key: string, follow: (signal: AbortSignal) => AsyncIterable<Change>): Shared
  /** How many watches are open. */
  size(): number
  close(): void
}

interface Entry {
  readonly collection: Collection
  viewers: number
  idle: NodeJS.Timeout | null
}

/** Milliseconds a collection stays warm without a viewer. */
const linger = 60_000

export function registry(): Registry {
  const entries = new Map<string, Entry>()
  const drop = (key: string, entry: Entry) => {
    entry.collection.close()
    if (entries.get(key) === entry) entries.delete(key)
  }
  return {
    join(key, follow) {
      const found = usable(entries.get(key))
      const entry = found ?? { collection: collection(follow), viewers: 0, idle: null }
      entries.set(key, entry)
      if (entry.idle !== null) clearTimeout(entry.idle)
      entry.idle = null
      entry.viewers += 1
      return { collection: entry.collection, leave: once(() => left(key, entry, drop)) }
    },
    size: () => entries.size,
    close: () => entries.forEach((entry, key) => drop(key, entry)),
  }
}

/** One that ended is not joined again. */
const usable = (entry: Entry | undefined) =>
  entry?.collection.state().state === 'ended' ? undefined : entry

function left(key: string, entry: Entry, drop: (key: string, entry: Entry) => void): void {
  entry.viewers -= 1
  if (entry.viewers > 0) return
  entry.idle = setTimeout(() => drop(key, entry), linger).unref()
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}
