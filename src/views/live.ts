/** The live mark: how true a page is. Pure. */
import { grouped } from './words.ts'

/** The live mark: `live`, `stale` since when, `loading` n of m, `paged` (this window alone is live). */
export interface Live {
  readonly live: 'live' | 'stale' | 'loading' | 'paged' | ''
  readonly words: string
  /** For a stale page: an instant, RFC 3339, whose age ticks behind the words. */
  readonly since: string
}

export const silent: Live = { live: '', words: '', since: '' }
export const live: Live = { live: 'live', words: 'live', since: '' }
/** A log that grows as it is written. @param sources how many containers may say more. */
export const following = (sources: number): Live =>
  sources === 0
    ? { live: '', words: 'nothing more comes', since: '' }
    : { live: 'live', words: sources === 1 ? 'following' : `following ${sources}`, since: '' }
/** Not every row was read: changes of these rows are shown, others are not known. */
export const paged: Live = { live: 'paged', words: 'live, this page', since: '' }

/** @param every milliseconds between two readings of a list that is not watched. */
export function polled(every: number): Live {
  return { live: 'paged', words: `read every ${Math.round(every / 1000)} s`, since: '' }
}

/** @param now what is known of the filling list. */
export function loading(rows: number, remaining: number | null): Live {
  const of = remaining === null ? '' : ` of ${grouped(rows + remaining)}`
  return {
    live: 'loading',
    words: rows === 0 ? 'loading' : `loading ${grouped(rows)}${of}`,
    since: '',
  }
}

/** @param since milliseconds since 1970. */
export function stale(since: number): Live {
  return { live: 'stale', words: 'stale since', since: new Date(since).toISOString() }
}
