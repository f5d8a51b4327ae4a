/** What of many rows is seen: those that match, in order, one page of them. Nothing here knows where rows come from. */

/** Values compare as numbers or as bytes of text; null (empty, or it does not parse) comes last both ways. */
export type Value = string | number | null

/** What of a list is looked at. What it says of one row is always the same. */
export interface Look<R> {
  /** Those that are there at all: no others match. Absent: all. */
  readonly within?: (row: R) => boolean
  /** Absent: all match. */
  readonly matches?: (row: R) => boolean
  /** What those that match are counted by; undefined: not counted. */
  readonly group?: (row: R) => string | undefined
  /** Of those that match only this group is seen. */
  readonly only?: string
  /** Absent: as they come. */
  readonly order?: Order<R>
}
export interface Order<R> {
  readonly value: (row: R) => Value
  readonly descending: boolean
}

export interface Cut {
  /** From 1. */
  readonly page: number
  /** Rows a page, at least 1. */
  readonly size: number
}

export interface Window<R> {
  readonly rows: readonly R[]
  /** How many are seen, over all pages. */
  readonly total: number
  /** The page shown, from 1: the last one where the wanted page lies beyond it. */
  readonly page: number
  readonly pages: number
}
export interface Seen<R> extends Window<R> {
  /** How many rows there are within what is looked at. */
  readonly all: number
  /** How many match, of whatever group. */
  readonly matching: number
  /** How many of each group. */
  readonly groups: Groups
}
export type Groups = ReadonlyMap<string, number>

/** What is made of one that matches: what it is counted by, and whether it is seen. */
export interface Match {
  readonly group: string | undefined
  readonly seen: boolean
}

/** Null for one that does not match. */
export function match<R>(row: R, { within, matches, group, only }: Look<R>): Match | null {
  if (within?.(row) === false || matches?.(row) === false) return null
  const of = group?.(row)
  return { group: of, seen: only === undefined || of === only }
}

/** Whether it is seen, as `match` tells: but what it is counted by, which costs most, is worked out only where that decides. */
export const passes = <R>(row: R, { matches, group, only }: Look<R>): boolean =>
  matches?.(row) !== false && (only === undefined || group?.(row) === only)

/** `rows` is left as it is; rows of one value stay in its order, upward and downward. */
export function look<R>(rows: readonly R[], at: Look<R>, cutting: Cut): Seen<R> {
  const { within, order } = at
  const groups = new Map<string, number>()
  const seen: R[] = []
  let matching = 0
  for (const row of rows) {
    const of = match(row, at)
    if (of === null) continue
    matching += 1
    if (of.group !== undefined) groups.set(of.group, (groups.get(of.group) ?? 0) + 1)
    if (of.seen) seen.push(row)
  }
  const all = within === undefined ? rows.length : rows.filter((row) => within(row)).length
  return { ...cut(ordered(seen, order), cutting), all, matching, groups }
}

function ordered<R>(rows: readonly R[], order: Order<R> | undefined): readonly R[] {
  if (order === undefined) return rows
  const comparing = compared(order.descending)
  return rows
    .map((row) => ({ row, value: order.value(row) }))
    .toSorted((a, b) => comparing(a.value, b.value))
    .map(({ row }) => row)
}

/** One page of rows in their order. */
export function cut<R>(all: readonly R[], { page, size }: Cut): Window<R> {
  const pages = Math.max(1, Math.ceil(all.length / size))
  const shown = Math.min(page, pages)
  const start = (shown - 1) * size
  return { rows: all.slice(start, start + size), total: all.length, page: shown, pages }
}

/** Of two values, which comes first. */
export function compared(descending: boolean): (a: Value, b: Value) => number {
  const sign = descending ? -1 : 1
  return (a, b) => {
    if (a === b) return 0
    if (a === null) return 1
    if (b === null) return -1
    return sign * compare(a, b)
  }
}

/** Numbers before texts, so that there is one order of a column that holds both. */
function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number') return typeof right === 'number' ? left - right : -1
  return typeof right === 'number' ? 1 : bytes(left, right)
}

/** As UTF-8 bytes order: UTF-16 code units do, but for characters beyond the first plane, which names never hold. */
export function bytes(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
