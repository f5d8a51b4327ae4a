/** What was seen of a cluster so far: values that an overview is built from. */
import type { Kind } from '../kind.ts'
import type { Resource, TableRow } from '../kube.ts'
import type { Tally } from '../live/tally.ts'

/** Why something is not there to be seen. */
export type Missing = 'forbidden' | 'late' | 'failed'

/** How many there are of a kind: a number, or why it is not known; `unknown`: the server does not say. */
export interface Count {
  readonly resource: Resource
  readonly count: number | Missing | 'unknown'
  /** Where they were counted; null: in all. */
  readonly namespaces: readonly string[] | null
}

/** What the rows that were looked at come to, of one namespace or of all. */
export interface Looked {
  readonly tally: Tally
  /** These are all. */
  readonly whole: boolean
  /** Rows that were read but not looked at yet. */
  readonly read: number
}

/** A kind that is looked into. */
export interface KindSeen {
  readonly resource: Resource
  readonly kind: Kind
  /** Where it is looked at; null: in all. */
  readonly namespaces: readonly string[] | null
  /** Empty: nothing of it was read (yet). */
  readonly looked: readonly Looked[]
  /** The newest first. */
  readonly newest: readonly TableRow[]
  /** Why its rows are not, or not all, there: memory is short, the right was withdrawn. */
  readonly ended: string
}

/** All rows of it were looked at. */
export const isWhole = ({ looked }: Pick<KindSeen, 'looked'>): boolean =>
  looked.length > 0 && looked.every(({ whole }) => whole)

/** How many objects were looked at. */
export const lookedAtOf = ({ looked }: Pick<KindSeen, 'looked'>): number =>
  looked.reduce((sum, { tally }) => sum + tally.all, 0)

/** How many of each tone. */
export function tones({ looked }: KindSeen): ReadonlyMap<string, number> {
  const all = new Map<string, number>()
  for (const { tally } of looked)
    for (const [tone, count] of tally.counts) all.set(tone, (all.get(tone) ?? 0) + count)
  return all
}
