/** Rows of one group, and what they come to: how many, how much, of how many things, the first and the last of them. */
import type { TableRow } from '../kube.ts'
import { Least } from './least.ts'

/** What one row adds to its group. */
export interface Member {
  /** Those with the same are of one group. */
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

/** What they come to. */
export interface Whole {
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

export class Group {
  readonly #firsts = new Least<Taken>((a, b) => a.first < b.first, isGone)
  readonly #lasts = new Least<Taken>((a, b) => a.last > b.last, isGone)
  readonly #about = new Map<string, number>()
  #rows = 0
  #weight = 0
  /** The row that stands for it by now. */
  row: TableRow | null = null

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
  whole(): Whole | null {
    const [first, last] = [this.#firsts.first(), this.#lasts.first()]
    if (first === undefined || last === undefined) return null
    const { key } = first
    const ends = { first: first.row, last: last.row }
    return { key, rows: this.#rows, about: this.#about.size, weight: this.#weight, ...ends }
  }
}
