/** Rows in the order of their keys, kept so while they change: a change costs a search, not a sort. */
import type { TableRow } from '../kube.ts'
import { eachOf } from '../slices.ts'
import { sorted } from './sorted.ts'
import { bytes } from './window.ts'

export class Ordered {
  #rows: TableRow[] = []
  /** Somebody looks at these: they are copied before they change. */
  #seen = false

  /** As they are now; later changes do not touch it. */
  list(): readonly TableRow[] {
    this.#seen = true
    return this.#rows
  }

  /** @param rows in their order, from now on this one's own. */
  begin(rows: TableRow[]): void {
    this.#rows = rows
    this.#seen = false
  }

  add(row: TableRow): void {
    this.#own().splice(this.#place(keyOf(row.meta)), 0, row)
  }

  /** Puts one in the place of another, or away. */
  replace(old: TableRow, row: TableRow | null): void {
    const key = keyOf(old.meta)
    const rows = this.#own()
    let at = this.#place(key)
    // An object that was made anew has the key of the one before.
    while (rows[at] !== old && at < rows.length) at += 1
    if (row !== null && keyOf(row.meta) === key) rows[at] = row
    else {
      rows.splice(at, 1)
      if (row !== null) this.add(row)
    }
  }

  #own(): TableRow[] {
    if (this.#seen) this.#rows = [...this.#rows]
    this.#seen = false
    return this.#rows
  }

  /** The first whose key is not less. */
  #place(key: string): number {
    let [low, high] = [0, this.#rows.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const row = this.#rows[middle]
      if (row !== undefined && bytes(keyOf(row.meta), key) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Rows in the order of their keys, in slices; sorted where they do not stand in it already. */
export async function inOrder(rows: readonly TableRow[]): Promise<TableRow[]> {
  let before = ''
  let stand = true
  const keyed: { readonly row: TableRow; readonly key: string }[] = []
  await eachOf(rows, (row) => {
    const key = keyOf(row.meta)
    stand &&= bytes(before, key) <= 0
    before = key
    keyed.push({ row, key })
  })
  if (stand) return [...rows]
  return (await sorted(keyed, (a, b) => bytes(a.key, b.key))).map(({ row }) => row)
}

/** What an object is known by; those of aggregated APIs may have no uid. */
export const idOf = (meta: TableRow['meta']): string => meta.uid ?? keyOf(meta)

export const keyOf = ({ namespace, name }: TableRow['meta']): string => `${namespace ?? ''}/${name}`
