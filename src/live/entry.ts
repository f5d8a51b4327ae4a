/** One collection in the registry, with those who look at it. */
import type { Audience } from './audience.ts'
import type { Collection } from './collection.ts'
import { groupsWeight } from './grouped.ts'
import { talliesWeight } from './tallies.ts'
import { viewsWeight } from './views.ts'

export interface Entry {
  readonly collection: Collection
  readonly audience: Audience
  /** Told when a viewer is refused. */
  readonly refusals: Set<() => void>
  readonly stop: () => void
  /** Runs while nobody looks. */
  idle: NodeJS.Timeout | null
}

/** Bytes that all rows and what is seen and told of them take, about. */
export function weightOf(entries: ReadonlyMap<string, Entry>): number {
  let sum = 0
  for (const { collection } of entries.values())
    sum +=
      collection.weight() +
      viewsWeight(collection) +
      talliesWeight(collection) +
      groupsWeight(collection)
  return sum
}
