/** Groups of collections, made once for all who put the same rows together the same way and kept while the rows change. */
import type { Collection } from './collection.ts'
import { type Grouping, Groups } from './groups.ts'
import { numberOf, viewsWeight } from './views.ts'

/** Groups that one collection keeps; those not asked for the longest go. */
const most = 8
/** Milliseconds after which those that nobody asked for are not kept any more. */
const idle = 60_000
/** Milliseconds after which those that depend on the time of day are made anew. */
const fresh = 10_000

export interface By {
  /** All that makes two groupings of the same collections the same. */
  readonly key: string
  /** What is looked at changes with the time of day. */
  readonly moving: boolean
  readonly grouping: () => Grouping
}

/** The first of the collections keeps them. */
const kept = new WeakMap<Collection, Map<string, Kept>>()

/** @param collections whose rows are there, side by side. Works in slices. */
export async function groupsOf(collections: readonly Collection[], by: By): Promise<Groups> {
  const [first] = collections
  if (first === undefined) throw new Error('groups of nothing')
  const all = kept.get(first) ?? new Map<string, Kept>()
  kept.set(first, all)
  for (const [each, { old }] of all) if (old) forget(all, each)
  const key = `${collections.map(numberOf).join()} ${by.key}`
  const one = all.get(key) ?? new Kept(collections, by)
  // Who was asked for last stands last.
  all.delete(key)
  all.set(key, one)
  const [oldest = ''] = all.keys()
  if (all.size > most) forget(all, oldest)
  return one.ask()
}

function forget(all: Map<string, Kept>, key: string): void {
  all.get(key)?.groups.stop()
  all.delete(key)
}

/** Bytes of a row's places among those it is alike, and of what is kept of all of them (measured: 350, 1.4 kB). */
const [placeWeight, groupWeight] = [350, 1400]

/** Bytes of the groups that a collection keeps, about, and of what is seen of them. */
export function groupsWeight(collection: Collection): number {
  let bytes = 0
  for (const { groups } of kept.get(collection)?.values() ?? [])
    bytes +=
      groups.behind.matching * placeWeight + groups.rows().size * groupWeight + viewsWeight(groups)
  return bytes
}

class Kept {
  readonly groups: Groups
  readonly #moving: boolean
  readonly #began = performance.now()
  #asked = performance.now()

  constructor(of: readonly Collection[], { grouping, moving }: By) {
    this.#moving = moving
    this.groups = new Groups(of, grouping(), () => !this.old)
  }

  /** Nobody asked for them lately, or they have to be made anew. */
  get old(): boolean {
    const now = performance.now()
    return now - this.#asked > idle || (this.#moving && now - this.#began > fresh)
  }

  async ask(): Promise<Groups> {
    this.#asked = performance.now()
    await this.groups.ready
    return this.groups
  }
}
