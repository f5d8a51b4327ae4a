/** Which lines a page of a log holds: the last ones, the first ones, or those around an instant. Pure. */
import type { Asked } from './asked.ts'
import { after, padded } from './instant.ts'

export interface Window {
  /** Lines are counted from here, back and forth; lines of this very instant are after it. */
  readonly pivot: string
  readonly before: number
  readonly after: number
  /** Lines from the pivot up to here are held beside those that are counted. */
  readonly until: string
  /** Nothing behind this is wanted. */
  readonly limit: string
}

/** Before and after every line. */
export const ever = { start: '0000', end: '9999' }

export function windowOf({ at, until, head, tail, from, to }: Asked): Window {
  const limit = padded(to) || ever.end
  const none = { before: 0, after: 0, until: '', limit }
  if (at !== '') {
    const half = Math.ceil(tail / 2)
    const last = until > at ? until : at
    return { ...none, pivot: padded(at), before: half, after: half, until: padded(last) }
  }
  if (head > 0) return { ...none, pivot: padded(from) || ever.start, after: head }
  return { ...none, pivot: to === '' ? ever.end : after(limit), before: tail }
}

/** It ends where the log does: that is read from its end. */
export const atEnd = ({ pivot }: Window): boolean => pivot === ever.end
