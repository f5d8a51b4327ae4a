/** Something made of all rows of collections, in slices, and kept so while they change. */
import type { TableRow } from '../kube.ts'
import type { Source } from './collection.ts'
import type { Kept, Lease } from './keeper.ts'
import type { Turn } from './view.ts'

export interface Steps<T> {
  /** Of all rows that there are, in slices. */
  readonly make: (rows: readonly TableRow[]) => Promise<T>
  /** It is this one from now on. */
  readonly begin: (made: T) => void
  readonly take: (turn: Turn) => void
}

/** A step that fails fails those who ask, not the collection that tells of a change. */
export class Following<T> implements Kept {
  readonly lease: Lease
  readonly #of: readonly Source[]
  readonly #steps: Steps<T>
  readonly #deaf: readonly (() => void)[]
  /** What changed while the rows are gone through; null: they were. */
  #meanwhile: Turn[] | null = []
  #ready: Promise<void>

  constructor(of: readonly Source[], steps: Steps<T>, lease: Lease) {
    this.#of = of
    this.#steps = steps
    this.lease = lease
    this.#deaf = of.map((each) => each.hear((turn) => this.#turned(turn)))
    this.#ready = this.#anew()
  }

  /** All rows that there are were gone through. */
  get ready(): Promise<void> {
    return this.#ready
  }

  stop(): void {
    this.lease.forget()
    for (const each of this.#deaf) each()
  }

  #anew(): Promise<void> {
    const ready = this.#begin()
    ready.catch(() => this.stop())
    return ready
  }

  async #begin(): Promise<void> {
    const meanwhile: Turn[] = []
    this.#meanwhile = meanwhile
    const made = await this.#steps.make(this.#of.flatMap((one) => one.table()?.rows ?? []))
    // All rows were read anew: another has begun.
    if (this.#meanwhile !== meanwhile) return this.#ready
    this.#meanwhile = null
    this.#steps.begin(made)
    for (const turn of meanwhile) this.#steps.take(turn)
    return undefined
  }

  #turned(turn: Turn | null): void {
    if (this.lease.isOver()) this.stop()
    else if (turn === null) this.#ready = this.#anew()
    else if (this.#meanwhile !== null) this.#meanwhile.push(turn)
    else this.#take(turn)
  }

  #take(turn: Turn): void {
    try {
      this.#steps.take(turn)
    } catch {
      // Who asks next begins anew, and hears of it.
      this.stop()
    }
  }
}
