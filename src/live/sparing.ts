/** Memory: garbage does not pile up, and what large lists took goes back to the system once they are given up. */
import { setFlagsFromString } from 'node:v8'

/**
 * Garbage is collected when there is half as much again as what lives, not twice or thrice. Said once all is
 * there: while it starts, which leaves nothing but garbage behind, a sixth of the time would be collecting.
 */
export const thrifty = (): void => setFlagsFromString('--heap-growing-percent=50')

/** Bytes of all rows from which on they are large. */
const large = 20_000_000

/** @param tell whether it is large now: told when it is another than before. @returns what hears how much is kept. */
export function sizing(tell: (large: boolean) => void): (bytes: number) => void {
  let was = false
  return (bytes) => {
    const now = bytes > large
    if (now === was) return
    was = now
    tell(now)
  }
}

/**
 * V8 keeps the pages of a heap that was large for the next time, and never gives them back (24.21: 100 MB of
 * 100,000 pods). Saving memory it does, but then its pauses over a large heap are twice as long: so it saves
 * only while nothing large is kept.
 */
export const spare = (isLarge: boolean): void =>
  setFlagsFromString(isLarge ? '--no-memory-saver-mode' : '--memory-saver-mode')
