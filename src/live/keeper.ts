/** What is made of collections once for all who ask the same, and let go when nobody asks any more. */
import type { Source } from './collection.ts'

/** What is kept of one collection; the one not asked for the longest goes. */
const most = 8
/** Milliseconds after which one that nobody asked for is not kept any more. */
const idle = 60_000
/** Milliseconds after which one that depends on the time of day is made anew. */
export const fresh = 10_000

export interface Same {
  /** All that makes two of the same collections the same. */
  readonly key: string
  /** What it says of a row changes with the time of day. */
  readonly moving: boolean
}

/** How long one is kept. */
export class Lease {
  readonly #moving: boolean
  readonly #began = performance.now()
  #asked = this.#began
  /** Who asks next gets another. */
  readonly forget: () => void

  constructor(moving: boolean, forget: () => void) {
    this.#moving = moving
    this.forget = forget
  }

  asked(): void {
    this.#asked = performance.now()
  }

  /** Nobody asked for it lately, or it has to be made anew. */
  isOver(): boolean {
    const now = performance.now()
    return now - this.#asked > idle || (this.#moving && now - this.#began > fresh)
  }
}

export interface Kept {
  readonly lease: Lease
  /** It keeps nothing up to date from here on, and is forgotten. */
  readonly stop: () => void
}

export class Keeper<T extends Kept> {
  /** The first of the collections keeps them: of it alone, and of it beside others. */
  readonly #kept = new WeakMap<Source, Map<string, T>>()

  /** @param collections side by side, in the order of their keys; at least one. */
  ask(collections: readonly Source[], { key, moving }: Same, make: (lease: Lease) => T): T {
    const [first] = collections
    if (first === undefined) throw new Error('made of nothing')
    const kept = this.#kept.get(first) ?? new Map<string, T>()
    this.#kept.set(first, kept)
    for (const each of kept.values()) if (each.lease.isOver()) each.stop()
    const own = `${collections.map(numberOf).join()} ${key}`
    const lease = new Lease(moving, () => {
      if (kept.get(own)?.lease === lease) kept.delete(own)
    })
    const one = kept.get(own) ?? make(lease)
    one.lease.asked()
    // Who was asked for last stands last.
    kept.delete(own)
    kept.set(own, one)
    if (kept.size > most) kept.values().next().value?.stop()
    return one
  }

  /** All that one collection keeps. */
  of(collection: Source): readonly T[] {
    return [...(this.#kept.get(collection)?.values() ?? [])]
  }
}

const numbered = new WeakMap<Source, number>()
let last = 0

/** One number for each, as long as it lives. */
function numberOf(collection: Source): number {
  const number = numbered.get(collection) ?? (last += 1)
  numbered.set(collection, number)
  return number
}
