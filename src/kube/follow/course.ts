/** How far a followed list has come: what its tries have in common. */
import type { Change, FollowQuery, Glimpse } from '../contract.ts'
import type { Resource } from '../resource.ts'
import type { TableColumn } from '../table.ts'
import { latest } from './version.ts'

export interface Course {
  readonly resource: Resource
  readonly query: FollowQuery
  /** Is shown the first rows while they are still being read; null: nobody wants to see them. */
  readonly glimpse: Glimpse | null
  /** The last version heard; null: everything must be read anew. */
  version: string | null
  columns: readonly TableColumn[] | null
  /** What was said last about being true. */
  said: 'nothing' | 'live' | 'stale'
  why: string
  /** Of the last `stale`. */
  since: number
  /** Milliseconds since 1970 of the last proof of life. */
  proof: number
  /** `performance.now()` when the watch was opened; null while there is none. */
  opened: number | null
  /** A watch that begins with all rows was refused: they are listed. */
  refused: boolean
  /** Refusals in a row. */
  refusals: number
  /** Lines and errors in a row that made no sense. */
  garbage: number
  /** Silent watches in a row. */
  silent: number
}

export function course(
  resource: Resource,
  query: FollowQuery,
  glimpse: Glimpse | null = null,
): Course {
  const nothing = {
    version: null,
    columns: null,
    said: 'nothing',
    why: '',
    since: 0,
    opened: null,
  } as const
  return {
    resource,
    query,
    glimpse,
    ...nothing,
    proof: Date.now(),
    refused: false,
    refusals: 0,
    garbage: 0,
    silent: 0,
  }
}

/** A version was heard: the position never goes back. */
export function reach(on: Course, version: string): string {
  on.version = on.version === null ? version : latest(on.version, version)
  return on.version
}

/** Says `live` unless that was said last. */
export function* live(on: Course): Generator<Change> {
  on.proof = Date.now()
  if (on.said === 'live' || on.version === null) return
  on.said = 'live'
  yield { type: 'live', version: on.version }
}

/** Says `stale` with its reason unless both were said. */
export function* stale(on: Course, why: string, since = on.proof): Generator<Change> {
  if (on.said === 'stale' && on.why === why) return
  if (on.said !== 'stale') on.since = Math.min(since, on.proof)
  on.said = 'stale'
  on.why = why
  yield { type: 'stale', since: on.since, why }
}
