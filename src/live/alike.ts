/** Rows that are alike, as one: how many, how much, of how many things, the first and the last of them. */
import type { TableRow } from '../kube.ts'
import { Least } from './least.ts'

/** What one row adds to those that it is alike. */
export interface Member {
  /** Those with the same are alike. */
  readonly key: string
  /** What it is about: those of one thing count it once. */
  readonly about: string
  readonly weight: number
  /** Milliseconds since 1970. */
  readonly first: number
  readonly last: number
}

/** One that was taken in. */
export interface Taken extends Member {
  readonly row: TableRow
  gone: boolean
}

export interface Alike {
  readonly key: string
  /** At least 1. */
  readonly rows: number
  /** How many different things they are about. */
  readonly about: number
  readonly weight: number
  /** The earliest of them, and the latest. */
  readonly first: TableRow
  readonly last: TableRow
}

const isGone = ({ gone }: Taken) => gone

export class Some {
  readonly #firsts = new Least<Taken>((a, b) => a.first < b.first, isGone)
  readonly #lasts = new Least<Taken>((a, b) => a.last > b.last, isGone)
  readonly #about = new Map<string, number>()
  #rows = 0
  #weight = 0

  add(one: Taken): void {
    this.#rows += 1
    this.#weight += one.weight
    this.#about.set(one.about, (this.#about.get(one.about) ?? 0) + 1)
    this.#firsts.add(one)
    this.#lasts.add(one)
  }

  drop(one: Taken): void {
    one.gone = true
    this.#rows -= 1
    this.#weight -= one.weight
    const left = (this.#about.get(one.about) ?? 0) - 1
    if (left > 0) this.#about.set(one.about, left)
    else this.#about.delete(one.about)
    this.#firsts.drop()
    this.#lasts.drop()
  }

  /** Null where none is left. */
  now(): Alike | null {
    const [first, last] = [this.#firsts.first(), this.#lasts.first()]
    if (first === undefined || last === undefined) return null
    const { key } = first
    const ends = { first: first.row, last: last.row }
    return { key, rows: this.#rows, about: this.#about.size, weight: this.#weight, ...ends }
  }
}
