/** Rows in the order of their keys while they change at random: as if they were sorted each time. */
import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { inOrder, keyOf, Ordered } from '../../src/live/ordered.ts'
import { bytes } from '../../src/live/window.ts'
import { random } from '../support/random.ts'

const chance = random(7)
const row = (key: number): TableRow => ({
  cells: [],
  meta: { namespace: `n${key % 3}`, name: `p${key}` },
})
const keys = (rows: readonly TableRow[]) => rows.map(({ meta }) => keyOf(meta))
const sorted = (rows: Iterable<TableRow>) => keys([...rows]).toSorted(bytes)

test('rows that come, change and go stand where a sort would put them', async () => {
  const ordered = new Ordered()
  const all = new Map([...Array(50).keys()].map((key) => [key, row(key)]))
  ordered.begin(await inOrder([...all.values()].toReversed()))
  for (let step = 0; step < 2000; step += 1) {
    const key = chance.below(80)
    const [old, next] = [all.get(key), chance.below(10) < 4 ? null : row(key)]
    if (old !== undefined) ordered.replace(old, next)
    else if (next !== null) ordered.add(next)
    if (next === null) all.delete(key)
    else all.set(key, next)
    expect(keys(ordered.list())).toEqual(sorted(all.values()))
  }
  expect(new Set(ordered.list())).toEqual(new Set(all.values()))
})

test('who has looked keeps what was seen', () => {
  const ordered = new Ordered()
  ordered.begin([row(1)])
  const seen = ordered.list()
  ordered.add(row(2))
  ordered.replace(seen[0]!, null)
  expect([keys(seen), keys(ordered.list())]).toEqual([['n1/p1'], ['n2/p2']])
})

test('one that was made anew under the same key is told from the one before', () => {
  const ordered = new Ordered()
  const [old, next] = [row(1), row(1)]
  ordered.begin([row(0), old])
  ordered.add(next)
  ordered.replace(old, null)
  expect(ordered.list().at(-1)).toBe(next)
})
