/** Rows in the order of their values: the values are sorted, of which there may be few, and not the rows. */
import { eachOf } from '../slices.ts'
import { sorted } from './sorted.ts'
import { compared, type Order, type Value } from './window.ts'

/** @param rows those of one value stay in their order; they are no arrays. Works in slices. */
export async function arranged<R extends object>(
  rows: readonly R[],
  { value: valueOf, descending }: Order<R>,
): Promise<R[]> {
  const of = new Map<Value, R | R[]>()
  await eachOf(rows, (row) => {
    const value = valueOf(row)
    const found = of.get(value)
    if (found === undefined) of.set(value, row)
    else if (Array.isArray(found)) found.push(row)
    else of.set(value, [found, row])
  })
  const values = await sorted([...of.keys()], compared(descending))
  const all: R[] = []
  await eachOf(values, (value) => {
    const found = of.get(value)
    if (Array.isArray(found)) for (const row of found) all.push(row)
    else if (found !== undefined) all.push(found)
  })
  return all
}
