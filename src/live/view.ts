/** What of a list is seen, kept so while its rows change: a change costs a search, not a sort. */
import type { TableRow } from '../kube.ts'
import { arranged } from './arranged.ts'
import { keyOf } from './ordered.ts'
import { eachOf } from '../slices.ts'
import {
  bytes,
  comparing,
  cut,
  type Cut,
  isSeen,
  type Look,
  rank,
  type Ranked,
  type Seen,
} from './window.ts'

/** A row that came (no `before`), changed, or went (no `now`). */
export interface Turn {
  readonly before: TableRow | null
  readonly now: TableRow | null
}

type Entry = Ranked<TableRow>

export class View {
  readonly #at: Look<TableRow>
  readonly #compare: (a: Entry, b: Entry) => number
  readonly #groups = new Map<string, number>()
  #entries: Entry[] = []
  #all = 0
  #matching = 0

  /** Of no rows yet. */
  constructor(at: Look<TableRow>) {
    this.#at = at
    const { order } = at
    this.#compare = order === undefined ? () => 0 : comparing(order)
  }

  /** How many rows it keeps in order. */
  get size(): number {
    return this.#entries.length
  }

  /** @param rows in the order of their keys. Works in slices; to be done once, before any change. */
  async begin(rows: readonly TableRow[]): Promise<void> {
    await eachOf(rows, (row) => {
      this.#all += this.#in(row)
      const entry = rank(row, this.#at)
      if (entry === null) return
      this.#count(entry, 1)
      if (isSeen(entry, this.#at)) this.#entries.push(entry)
    })
    const { order } = this.#at
    if (order !== undefined) this.#entries = await arranged(this.#entries, order)
  }

  /** Whether anything that `at` tells may be another now. */
  take({ before, now }: Turn): boolean {
    const old = before === null ? null : rank(before, this.#at)
    const next = now === null ? null : rank(now, this.#at)
    this.#turn(old, next)
    const more = this.#in(now) - this.#in(before)
    this.#all += more
    return old !== null || next !== null || more !== 0
  }

  /** What it adds to all that there are. */
  #in(row: TableRow | null): number {
    return Number(row !== null && this.#at.within?.(row) !== false)
  }

  #turn(old: Entry | null, next: Entry | null): void {
    if (old !== null && next !== null && this.#replace(old, next)) return
    if (old !== null) this.#drop(old)
    if (next !== null) this.#add(next)
  }

  at(cutting: Cut): Seen<TableRow> {
    const groups = new Map(this.#groups)
    return { ...cut(this.#entries, cutting), all: this.#all, matching: this.#matching, groups }
  }

  /** In its place, where it keeps it. */
  #replace(old: Entry, next: Entry): boolean {
    const stays = old.group === next.group && old.value === next.value
    if (!stays || keyOf(old.row.meta) !== keyOf(next.row.meta)) return false
    const at = isSeen(old, this.#at) ? this.#find(old) : -1
    if (at >= 0) this.#entries[at] = next
    return true
  }

  #add(entry: Entry): void {
    this.#count(entry, 1)
    if (isSeen(entry, this.#at)) this.#entries.splice(this.#place(entry), 0, entry)
  }

  #drop(entry: Entry): void {
    this.#count(entry, -1)
    if (!isSeen(entry, this.#at)) return
    const at = this.#find(entry)
    if (at >= 0) this.#entries.splice(at, 1)
  }

  #find(entry: Entry): number {
    const at = this.#place(entry)
    if (this.#entries[at]?.row === entry.row) return at
    // An object that was made anew has the key of the one before.
    return this.#entries.findIndex(({ row }) => row === entry.row)
  }

  #count({ group }: Entry, by: 1 | -1): void {
    this.#matching += by
    if (group === undefined) return
    const count = (this.#groups.get(group) ?? 0) + by
    if (count > 0) this.#groups.set(group, count)
    else this.#groups.delete(group)
  }

  /** The first that does not come before it. */
  #place(entry: Entry): number {
    const key = keyOf(entry.row.meta)
    let [low, high] = [0, this.#entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const found = this.#entries[middle]
      if (found !== undefined && this.#before(found, entry, key)) low = middle + 1
      else high = middle
    }
    return low
  }

  #before(found: Entry, entry: Entry, key: string): boolean {
    const order = this.#compare(found, entry)
    return order < 0 || (order === 0 && bytes(keyOf(found.row.meta), key) < 0)
  }
}
