/** Tallies of collections, worked out once for all who ask the same and kept while the rows change. */
import type { TableRow } from '../kube.ts'
import type { Collection } from './collection.ts'
import { Listeners } from './listeners.ts'
import { rest } from '../slices.ts'
import { type Facts, Tally } from './tally.ts'
import type { Turn } from './view.ts'

/** Milliseconds after which one that nobody asked for is not kept any more. */
const idle = 60_000

const kept = new WeakMap<Collection, Map<string, Kept>>()

export interface Tallied {
  /** Of the rows that were looked at so far. */
  readonly tally: Tally
  /** These are all. */
  readonly whole: boolean
  /** Another number whenever something of it is another; of no other tally. */
  readonly version: number
}

let versions = 0

/** @param key all that makes two tallies of the same rows the same. @param facts see `Tally`. */
export function tallyOf(
  collection: Collection,
  key: string,
  facts: (row: TableRow) => Facts,
): Kept {
  const all = kept.get(collection) ?? new Map<string, Kept>()
  kept.set(collection, all)
  const forget = () => void all.delete(key)
  const found = all.get(key) ?? new Kept(collection, facts, forget)
  all.set(key, found)
  return found
}

/** Bytes of a place in a set or a map. */
const placeWeight = 60

/** Bytes of the tallies of a collection, about. */
export function talliesWeight(collection: Collection): number {
  let places = 0
  for (const each of kept.get(collection)?.values() ?? []) places += each.now().tally.size
  return places * placeWeight
}

export class Kept {
  readonly #of: Collection
  readonly #facts: (row: TableRow) => Facts
  readonly #changed = new Listeners<void>()
  readonly #leave: () => void
  #asked = performance.now()
  #tally: Tally
  #whole = false
  #version = (versions += 1)
  /** What changed while the rows are gone through; null: they were. */
  #meanwhile: Turn[] | null = []

  constructor(of: Collection, facts: (row: TableRow) => Facts, forget: () => void) {
    this.#of = of
    this.#facts = (row) => orNothing(facts, row)
    this.#tally = new Tally(this.#facts)
    const deaf = [
      of.hear((turn) => this.#turned(turn)),
      of.glimpse((rows, anew) => void this.#seen(rows, anew)),
    ]
    this.#leave = () => {
      for (const each of deaf) each()
      forget()
    }
    void this.#begin()
  }

  now(): Tallied {
    return { tally: this.#tally, whole: this.#whole, version: this.#version }
  }

  /** Calls `changed` while it is worked out, until the returned function is called; later the collection tells. */
  watch(changed: () => void): () => void {
    this.#asked = performance.now()
    const leave = this.#changed.add(changed)
    return () => {
      this.#asked = performance.now()
      leave()
    }
  }

  /** In slices. What was known before is shown until all is known anew. */
  async #begin(): Promise<void> {
    const rows = this.#of.table()?.rows
    if (rows === undefined) return
    const meanwhile: Turn[] = []
    this.#meanwhile = meanwhile
    const tally = new Tally(this.#facts)
    for (const [at, row] of rows.entries()) {
      tally.take(row, 1)
      const wait = at % some === 0 ? rest() : null
      if (wait === null) continue
      await wait
      // All rows were read anew: another has begun.
      if (this.#meanwhile !== meanwhile) return
      if (!this.#whole && tally.all > this.#tally.all) this.#tally = tally
      this.#told()
    }
    for (const turn of meanwhile) take(tally, turn)
    this.#meanwhile = null
    this.#tally = tally
    this.#whole = true
    this.#told()
  }

  /** Of the first rows, before they are all there: what is wrong among them is told at once. */
  async #seen(rows: readonly TableRow[], anew: boolean): Promise<void> {
    if (anew) this.#tally = new Tally(this.#facts)
    if (!this.#changed.any) return
    const tally = this.#tally
    for (const [at, row] of rows.entries()) {
      const wait = at % some === 0 ? rest() : null
      if (wait !== null) await wait
      tally.take(row, 1)
    }
    this.#told()
  }

  #turned(turn: Turn | null): void {
    if (!this.#changed.any && performance.now() - this.#asked > idle) this.#leave()
    else if (turn === null) void this.#begin()
    else if (this.#meanwhile !== null) this.#meanwhile.push(turn)
    else {
      this.#version = versions += 1
      take(this.#tally, turn)
    }
  }

  #told(): void {
    this.#version = versions += 1
    this.#changed.tell()
  }
}

/** A row that cannot be understood says nothing, and breaks neither the page nor the collection. */
function orNothing(facts: (row: TableRow) => Facts, row: TableRow): Facts {
  try {
    return facts(row)
  } catch {
    return {}
  }
}

/** Rows between two looks at the clock. */
const some = 8

function take(tally: Tally, { before, now }: Turn): void {
  if (before !== null) tally.take(before, -1)
  if (now !== null) tally.take(now, 1)
}
