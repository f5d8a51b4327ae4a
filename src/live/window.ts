/** What of many rows is seen: those that match, in order, one page of them. Nothing here knows where rows come from. */

/** Values compare as numbers or as bytes of text; null (empty, or it does not parse) comes last both ways. */
export type Value = string | number | null

export interface Window<R> {
  readonly rows: readonly R[]
  /** How many match, over all pages. */
  readonly total: number
  /** The page shown, from 1: the last one where the wanted page lies beyond it. */
  readonly page: number
  readonly pages: number
}

export interface Show<R> {
  readonly matches?: (row: R) => boolean
  readonly order?: Order<R>
  /** From 1. */
  readonly page: number
  /** Rows a page, at least 1. */
  readonly size: number
}
export interface Order<R> {
  readonly value: (row: R) => Value
  readonly descending: boolean
}

/** `rows` is left as it is; rows of one value stay in its order, upward and downward. */
export function window<R>(rows: readonly R[], { matches, order, page, size }: Show<R>): Window<R> {
  const found = matches === undefined ? rows : rows.filter(matches)
  const all = order === undefined ? found : sorted(found, order)
  const pages = Math.max(1, Math.ceil(all.length / size))
  const shown = Math.min(page, pages)
  const start = (shown - 1) * size
  return { rows: all.slice(start, start + size), total: all.length, page: shown, pages }
}

/** Each value is worked out once. */
function sorted<R>(rows: readonly R[], { value, descending }: Order<R>): readonly R[] {
  const sign = descending ? -1 : 1
  return rows
    .map((row) => ({ row, value: value(row) }))
    .toSorted((a, b) => {
      if (a.value === b.value) return 0
      if (a.value === null) return 1
      if (b.value === null) return -1
      return sign * compare(a.value, b.value)
    })
    .map(({ row }) => row)
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return bytes(String(left), String(right))
}

/** As UTF-8 bytes order: UTF-16 code units do, but for characters beyond the first plane, which names never hold. */
export function bytes(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
