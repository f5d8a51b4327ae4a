/** Cached values by name, of which those used last are kept. */
import { cached } from './cached.ts'
import type { Cached } from './cached.ts'
import type { Work } from './contract.ts'

export interface Keyed<T> {
  get(work: Work, key: string): Promise<T>
  /** What is known without asking; null: nothing, or too old to be served. */
  known(key: string): T | null
}

/** @param most values that are kept. */
export function keyed<T>(
  times: Parameters<typeof cached>[0],
  most: number,
  read: (work: Work, key: string) => Promise<T>,
): Keyed<T> {
  const all = new Map<string, Cached<T>>()

  function at(key: string): Cached<T> {
    const found = all.get(key) ?? cached<T>(times, (work) => read(work, key))
    all.delete(key)
    all.set(key, found)
    const [oldest] = all.keys()
    if (all.size > most && oldest !== undefined) all.delete(oldest)
    return found
  }

  return {
    get: (work, key) => at(key).get(work),
    known: (key) => all.get(key)?.known() ?? null,
  }
}
