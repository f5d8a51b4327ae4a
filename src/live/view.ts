/** What of a list is seen, kept so while its rows change: a change costs a search, not a sort. */
import type { TableRow } from '../kube.ts'
import { arranged } from './arranged.ts'
import { keyOf } from './ordered.ts'
import { eachOf } from '../slices.ts'
import {
  bytes,
  compared,
  cut,
  type Cut,
  type Look,
  type Match,
  match,
  type Seen,
  type Value,
} from './window.ts'

/** A row that came (no `before`), changed, or went (no `now`). */
export interface Turn {
  readonly before: TableRow | null
  readonly now: TableRow | null
}

export class View {
  readonly #at: Look<TableRow>
  readonly #compare: (a: Value, b: Value) => number
  readonly #groups = new Map<string, number>()
  /** Those that are seen, in their order; what they are sorted by is worked out again where it is asked for. */
  #rows: TableRow[] = []
  #all = 0
  #matching = 0

  /** Of no rows yet. */
  constructor(at: Look<TableRow>) {
    this.#at = at
    this.#compare = compared(at.order?.descending === true)
  }

  /** How many rows it keeps in order. */
  get size(): number {
    return this.#rows.length
  }

  /** @param rows in the order of their keys. Works in slices; to be done once, before any change. */
  async begin(rows: readonly TableRow[]): Promise<void> {
    const seen: TableRow[] = []
    await eachOf(rows, (row) => {
      this.#all += this.#in(row)
      if (this.#counted(row, 1)?.seen === true) seen.push(row)
    })
    const { order } = this.#at
    this.#rows = order === undefined ? seen : await arranged(seen, order)
  }

  /** Whether anything that `at` tells may be another now. */
  take({ before, now }: Turn): boolean {
    const old = this.#counted(before, -1)
    const next = this.#counted(now, 1)
    this.#turn(old?.seen === true ? before : null, next?.seen === true ? now : null)
    const more = this.#in(now) - this.#in(before)
    this.#all += more
    return old !== null || next !== null || more !== 0
  }

  /** What it adds to all that there are. */
  #in(row: TableRow | null): number {
    return Number(row !== null && this.#at.within?.(row) !== false)
  }

  at(cutting: Cut): Seen<TableRow> {
    const groups = new Map(this.#groups)
    return { ...cut(this.#rows, cutting), all: this.#all, matching: this.#matching, groups }
  }

  /** Null for none, and for one that does not match. */
  #counted(row: TableRow | null, by: 1 | -1): Match | null {
    const found = row === null ? null : match(row, this.#at)
    if (found === null) return null
    this.#matching += by
    if (found.group !== undefined) this.#count(found.group, by)
    return found
  }

  #count(group: string, by: 1 | -1): void {
    const count = (this.#groups.get(group) ?? 0) + by
    if (count > 0) this.#groups.set(group, count)
    else this.#groups.delete(group)
  }

  /** Of rows that are seen; in its place, where it keeps it. */
  #turn(old: TableRow | null, next: TableRow | null): void {
    const at = old === null ? -1 : this.#find(old)
    if (at >= 0 && old !== null && next !== null && this.#stays(old, next)) {
      this.#rows[at] = next
      return
    }
    if (at >= 0) this.#rows.splice(at, 1)
    if (next !== null) this.#rows.splice(this.#place(next), 0, next)
  }

  #stays(old: TableRow, next: TableRow): boolean {
    return this.#value(old) === this.#value(next) && keyOf(old.meta) === keyOf(next.meta)
  }

  #find(row: TableRow): number {
    const at = this.#place(row)
    // An object that was made anew has the key of the one before.
    return this.#rows[at] === row ? at : this.#rows.indexOf(row)
  }

  /** The first that does not come before it. */
  #place(row: TableRow): number {
    const [value, key] = [this.#value(row), keyOf(row.meta)]
    let [low, high] = [0, this.#rows.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const found = this.#rows[middle]
      if (found !== undefined && this.#before(found, value, key)) low = middle + 1
      else high = middle
    }
    return low
  }

  #before(found: TableRow, value: Value, key: string): boolean {
    const order = this.#compare(this.#value(found), value)
    return order < 0 || (order === 0 && bytes(keyOf(found.meta), key) < 0)
  }

  /** The same for all where there is no order. */
  #value(row: TableRow): Value {
    return this.#at.order?.value(row) ?? null
  }
}
