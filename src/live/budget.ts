/** Memory is finite: what nobody looks at goes first, then the list that grows over the limit is ended and says so. */
import { Full } from '../errors.ts'
import { tell } from '../happenings.ts'
import { type Entry, weightOf } from './entry.ts'

/** @param most bytes of all rows together. @param drop closes one and forgets it. @returns how many they are now. */
export function makeRoom(
  entries: ReadonlyMap<string, Entry>,
  grown: Entry,
  most: number,
  drop: (key: string, entry: Entry) => void,
): number {
  let weight = weightOf(entries)
  if (grown.collection.state().state === 'ended' || weight <= most) return weight
  // Who was joined last stands last.
  for (const [key, entry] of entries) {
    if (entry.idle === null || entry === grown) continue
    drop(key, entry)
    tell('evicted', 'idle')
    weight = weightOf(entries)
    if (weight <= most) return weight
  }
  tell('evicted', 'full')
  grown.collection.end(new Full('Too many rows are kept already: this list is not kept live.'))
  return weightOf(entries)
}
