/** Memory is finite: what nobody looks at goes first, then the list that grows over the limit is ended and says so. */
import { Full } from '../errors.ts'
import { type Entry, weightOf } from './entry.ts'

/** @param most bytes of all rows together. @param drop closes one and forgets it. */
export function makeRoom(
  entries: ReadonlyMap<string, Entry>,
  grown: Entry,
  most: number,
  drop: (key: string, entry: Entry) => void,
): void {
  if (grown.collection.state().state === 'ended' || weightOf(entries) <= most) return
  // Who was joined last stands last.
  for (const [key, entry] of entries) {
    if (entry.idle === null || entry === grown) continue
    drop(key, entry)
    if (weightOf(entries) <= most) return
  }
  grown.collection.end(new Full('Too many rows are kept already: this list is not kept live.'))
}
