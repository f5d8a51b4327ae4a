/** One value, read when first needed, kept for a while, served while it is read anew. */
import type { Work } from './contract.ts'
import { within } from './clock.ts'

export interface Cached<T> {
  /** `fresh` waits for a new reading. One reading at a time, counted for the page that caused it. */
  get(work: Work, fresh?: boolean): Promise<T>
  /** What `get` would serve without waiting; null: it would have to wait. */
  known(): T | null
}

/** Kept `keep` ms; then for at most `stale` ms the old value is served while one reading runs. */
export function cached<T>(
  times: { readonly keep: number; readonly stale: number },
  read: (work: Work, before: T | null) => Promise<T>,
): Cached<T> {
  let value: { readonly it: T; readonly at: number } | null = null
  let reading: Promise<T> | null = null

  function refresh({ tally }: Work): Promise<T> {
    // Without the page's signal: a page that is left must not end the reading for the others.
    reading ??= read(tally === undefined ? {} : { tally }, value?.it ?? null)
      .then((it) => {
        value = { it, at: performance.now() }
        return it
      })
      .finally(() => {
        reading = null
      })
    return reading
  }

  const age = () => (value === null ? Infinity : performance.now() - value.at)
  const known = () => (age() > times.keep + times.stale ? null : (value?.it ?? null))

  return {
    async get(work, fresh = false) {
      const it = fresh ? null : known()
      if (it === null) return await wait(work, refresh(work))
      // A refresh that fails leaves the old value, and the next who asks tries again.
      if (age() > times.keep) refresh(work).catch(() => {})
      return it
    },
    known,
  }
}

function wait<T>({ signal }: Work, reading: Promise<T>): Promise<T> {
  return signal === undefined ? reading : within(signal, reading)
}
