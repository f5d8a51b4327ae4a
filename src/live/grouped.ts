/** Groups of collections, made once for all who put the same rows together the same way and kept while the rows change. */
import type { Collection } from './collection.ts'
import { type Grouping, Groups } from './groups.ts'
import { Keeper, type Same } from './keeper.ts'
import { viewsWeight } from './views.ts'

export interface By extends Same {
  readonly grouping: () => Grouping
}

const kept = new Keeper<Groups>()

/** @param collections whose rows are there, side by side. Works in slices. */
export async function groupsOf(collections: readonly Collection[], by: By): Promise<Groups> {
  const groups = kept.ask(collections, by, (lease) => new Groups(collections, by.grouping(), lease))
  await groups.ready
  return groups
}

/** Bytes of a row's places among those it is alike, and of what is kept of all of them (measured: 350, 1.4 kB). */
const [placeWeight, groupWeight] = [350, 1400]

/** Bytes of the groups that a collection keeps, about, and of what is seen of them. */
export function groupsWeight(collection: Collection): number {
  let bytes = 0
  for (const groups of kept.of(collection))
    bytes +=
      groups.behind.matching * placeWeight + groups.rows().size * groupWeight + viewsWeight(groups)
  return bytes
}
