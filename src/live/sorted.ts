/** A stable sort in slices: runs that a slice can take, then merged two by two. */
import { rest } from '../slices.ts'

/** What is sorted at once: a millisecond or two. */
const run = 1024
/** What is merged between two looks at the clock. */
const some = 1024

export type Compare<T> = (a: T, b: T) => number

export async function sorted<T>(all: readonly T[], compare: Compare<T>): Promise<T[]> {
  let runs: T[][] = []
  for (let from = 0; from < all.length; from += run) {
    runs.push(all.slice(from, from + run).toSorted(compare))
    const wait = rest()
    if (wait !== null) await wait
  }
  while (runs.length > 1) {
    const next: T[][] = []
    for (let at = 0; at < runs.length; at += 2)
      next.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], compare))
    runs = next
  }
  return runs[0] ?? []
}

async function merged<T>(
  left: readonly T[],
  right: readonly T[],
  compare: Compare<T>,
): Promise<T[]> {
  const all: T[] = []
  const place = { left: 0, right: 0 }
  while (place.left < left.length || place.right < right.length) {
    take(left, right, place, compare, all)
    const wait = rest()
    if (wait !== null) await wait
  }
  return all
}

/** The next few of both; of equals the left one first. */
function take<T>(
  left: readonly T[],
  right: readonly T[],
  place: { left: number; right: number },
  compare: Compare<T>,
  all: T[],
): void {
  for (let count = 0; count < some; count += 1) {
    const [one, other] = [left[place.left], right[place.right]]
    if (one === undefined && other === undefined) return
    const first = other === undefined || (one !== undefined && compare(one, other) <= 0)
    if (first) place.left += 1
    else place.right += 1
    // eslint-disable-next-line typescript/no-unsafe-type-assertion -- one of them is there
    all.push((first ? one : other) as T)
  }
}
