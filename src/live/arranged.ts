/** Entries in the order of their values: the values are sorted, of which there may be few, and not the entries. */
import { eachOf } from '../slices.ts'
import { sorted } from './sorted.ts'
import { compared, type Order, type Ranked, type Value } from './window.ts'

/** @param entries those of one value stay in their order. Works in slices. */
export async function arranged<R>(
  entries: readonly Ranked<R>[],
  { descending }: Pick<Order<R>, 'descending'>,
): Promise<Ranked<R>[]> {
  const of = new Map<Value, Ranked<R> | Ranked<R>[]>()
  await eachOf(entries, (entry) => {
    const found = of.get(entry.value)
    if (found === undefined) of.set(entry.value, entry)
    else if (Array.isArray(found)) found.push(entry)
    else of.set(entry.value, [found, entry])
  })
  const values = await sorted([...of.keys()], compared(descending))
  const all: Ranked<R>[] = []
  await eachOf(values, (value) => {
    const found = of.get(value)
    if (Array.isArray(found)) for (const entry of found) all.push(entry)
    else if (found !== undefined) all.push(found)
  })
  return all
}
