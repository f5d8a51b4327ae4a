/** How many rows have each value: worked out in slices, as of many rows it takes its time. */
import { eachOf } from '../slices.ts'

export interface Counting<R> {
  /** The values of a row: one that it has twice counts once. */
  readonly of: (row: R) => readonly string[]
  /** Only those that hold it, whatever their case; in lower case. */
  readonly part: string
}

/** Values that are counted: of more those that were met first. */
const most = 5000

/** @param signal nobody waits any more: what is left is not counted. */
export async function counted<R>(
  rows: readonly R[],
  { of, part }: Counting<R>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const count = (value: string) => {
    const before = counts.get(value)
    if (before !== undefined) counts.set(value, before + 1)
    else if (counts.size < most && value.toLowerCase().includes(part)) counts.set(value, 1)
  }
  await eachOf(rows, (row) => {
    if (signal?.aborted === true) return
    const values = of(row)
    if (values.length < 2) values.forEach(count)
    else new Set(values).forEach(count)
  })
  return counts
}
