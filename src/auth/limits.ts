/** How long a session lasts: without use, at the longest, and no longer than its token says. */
import { claimsOf } from './claims.ts'
import type { Inside } from './kept.ts'

export interface Limits {
  /** Milliseconds without a request after which one signs in anew. */
  readonly idle: number
  /** Milliseconds until one signs in anew, however much it is used. */
  readonly longest: number
}

export interface Ends {
  /** Milliseconds since 1970 at which it ends by itself, unless it is used before. */
  readonly until: number
  /** The same, however much it is used. */
  readonly latest: number
}

/** It was a session, and has ended: why, in a sentence. */
export interface Lapsed {
  readonly lapsed: string
}

/** @param used when something was asked for last; Infinity: that does not count. */
export function endsOf(
  { token, at }: Inside,
  used: number,
  { idle, longest }: Limits,
  now: number,
): Ends | Lapsed {
  // A token that says when it ends is not asked about after that: the answer is known.
  const { ends = null } = claimsOf(token) ?? {}
  const last = at + longest
  const latest = ends !== null && ends > at ? Math.min(ends, last) : last
  if (now >= last)
    return { lapsed: `You signed in more than ${counted(longest / 3_600_000, 'hour')} ago.` }
  if (now >= latest) return { lapsed: 'The token that you signed in with has ended.' }
  if (now < used + idle) return { until: Math.min(latest, used + idle), latest }
  const span = counted(idle / 60_000, 'minute')
  return { lapsed: `Nothing was asked for in ${span}, so you were signed out.` }
}

const counted = (many: number, what: string) =>
  `${Math.round(many)} ${what}${Math.round(many) === 1 ? '' : 's'}`
