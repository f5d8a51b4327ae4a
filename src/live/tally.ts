/** What many rows come to: counts, sums, and those that are alike, kept so while rows come and go. Nothing here knows what rows are. */
import type { TableRow } from '../kube.ts'

/** What one row adds; always the same for the same row. */
export interface Facts {
  /** What it is counted by. */
  readonly group?: string | undefined
  /** Those with the same word are kept together. */
  readonly alike?: string | undefined
  /** Of those alike it is one of this: counted once. */
  readonly about?: string | undefined
  /** How much it weighs among those alike; absent: 1. */
  readonly weight?: number | undefined
  /** When it was; the newest of those alike stands for them. */
  readonly at?: string
  /** What it is found by. */
  readonly keys?: readonly string[]
  /** What all of them are summed up in, place by place. */
  readonly sums?: readonly number[]
}

export interface Alike {
  readonly rows: ReadonlySet<TableRow>
  /** Of all of them together. */
  readonly weight: number
  /** How many different ones they are about. */
  readonly about: number
  /** The newest of them, where they say when they were; else one of them. */
  readonly newest: TableRow | undefined
  /** When that was; empty where they do not say. */
  readonly newestAt: string
}

class Some implements Alike {
  readonly rows = new Set<TableRow>()
  /** Of those that are about something. */
  #about: Map<string, number> | null = null
  #newest: { readonly row: TableRow; readonly at: string } | null = null
  weight = 0

  get about(): number {
    return this.#about?.size ?? 0
  }

  get newestAt(): string {
    return this.#newest?.at ?? ''
  }

  get newest(): TableRow | undefined {
    return this.#newest?.row ?? this.rows.values().next().value
  }

  add(row: TableRow, { weight = 1, about, at }: Facts): void {
    this.rows.add(row)
    this.weight += weight
    if (about !== undefined) count((this.#about ??= new Map()), about, 1)
    if (at !== undefined && at >= (this.#newest?.at ?? '')) this.#newest = { row, at }
  }

  drop(row: TableRow, { weight = 1, about }: Facts): void {
    this.rows.delete(row)
    this.weight -= weight
    if (about !== undefined && this.#about !== null) count(this.#about, about, -1)
    if (this.#newest?.row === row) this.#newest = null
  }
}

export class Tally {
  readonly #facts: (row: TableRow) => Facts
  readonly #counts = new Map<string, number>()
  readonly #alike = new Map<string, Some>()
  readonly #keys = new Map<string, Some>()
  readonly #sums: number[] = []
  #all = 0
  #size = 0

  constructor(facts: (row: TableRow) => Facts) {
    this.#facts = facts
  }

  /** How many rows there are. */
  get all(): number {
    return this.#all
  }
  get counts(): ReadonlyMap<string, number> {
    return this.#counts
  }
  get alike(): ReadonlyMap<string, Alike> {
    return this.#alike
  }
  get keys(): ReadonlyMap<string, Alike> {
    return this.#keys
  }
  get sums(): readonly number[] {
    return this.#sums
  }
  /** Places of rows that it keeps. */
  get size(): number {
    return this.#size
  }

  /** @param by 1: it came; -1: it is not there any more. */
  take(row: TableRow, by: 1 | -1): void {
    const facts = this.#facts(row)
    this.#all += by
    if (facts.group !== undefined) count(this.#counts, facts.group, by)
    if (facts.alike !== undefined) this.#put(this.#alike, facts.alike, row, facts, by)
    const { about: _, ...found } = facts
    for (const key of facts.keys ?? []) this.#put(this.#keys, key, row, found, by)
    facts.sums?.forEach((amount, at) => {
      this.#sums[at] = (this.#sums[at] ?? 0) + by * amount
    })
  }

  #put(all: Map<string, Some>, word: string, row: TableRow, facts: Facts, by: 1 | -1): void {
    const some = all.get(word) ?? new Some()
    all.set(word, some)
    if (by > 0) some.add(row, facts)
    else some.drop(row, facts)
    this.#size += by
    if (some.rows.size === 0) all.delete(word)
  }
}

function count(counts: Map<string, number>, group: string, by: 1 | -1): void {
  const now = (counts.get(group) ?? 0) + by
  if (now > 0) counts.set(group, now)
  else counts.delete(group)
}
