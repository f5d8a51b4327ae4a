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

/** @param size rows a page, at least 1. @param page from 1. `rows` is left as it is. */
export function window<R>(
  rows: readonly R[],
  show: {
    readonly matches?: (row: R) => boolean
    readonly order?: (a: R, b: R) => number
    readonly page: number
    readonly size: number
  },
): Window<R> {
  const found = show.matches === undefined ? rows : rows.filter(show.matches)
  const sorted = show.order === undefined ? found : found.toSorted(show.order)
  const pages = Math.max(1, Math.ceil(sorted.length / show.size))
  const page = Math.min(show.page, pages)
  const start = (page - 1) * show.size
  return { rows: sorted.slice(start, start + show.size), total: sorted.length, page, pages }
}

/** Orders by a value, which is worked out once for each row; ties by key, as the API server orders keys: by bytes. */
export function by<R>(
  value: (row: R) => Value,
  key: (row: R) => string,
  descending: boolean,
): (a: R, b: R) => number {
  const sign = descending ? -1 : 1
  const known = new Map<R, Value>()
  const valueOf = (row: R) => {
    const found = known.get(row)
    if (found !== undefined) return found
    const made = value(row)
    known.set(row, made)
    return made
  }
  return (a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)]
    if (left === right) return bytes(key(a), key(b))
    if (left === null) return 1
    if (right === null) return -1
    return sign * compare(left, right) || bytes(key(a), key(b))
  }
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
