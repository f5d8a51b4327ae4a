/** What many rows come to, kept while they come and go. */
import { expect, test } from 'vitest'
import type { Glimpse, TableRow } from '../../src/kube.ts'
import { collection } from '../../src/live/collection.ts'
import { type Facts, Tally } from '../../src/live/tally.ts'
import { tallyOf } from '../../src/live/tallies.ts'
import { gone, resetTo, rowAt, set, told } from '../support/told.ts'

const named = (name: string): TableRow => ({ cells: [], meta: { name } })
const tallied = (facts: Record<string, Facts>) => new Tally(({ meta }) => facts[meta.name] ?? {})

test('counts, sums and those alike are as if those that went had never been', () => {
  const tally = tallied({
    a: { group: 'ok', sums: [1, 10] },
    b: { group: 'bad', alike: 'exit 1', about: 'x', weight: 3, sums: [2, 20, 5] },
    c: { group: 'bad', alike: 'exit 1', about: 'x', weight: 4 },
    d: { group: 'bad', alike: 'exit 2', about: 'y' },
  })
  const rows = ['a', 'b', 'c', 'd'].map(named)
  for (const row of rows) tally.take(row, 1)
  expect(tally.all).toBe(4)
  expect(Object.fromEntries(tally.counts)).toEqual({ ok: 1, bad: 3 })
  expect(tally.sums).toEqual([3, 30, 5])
  expect(tally.alike.get('exit 1')).toMatchObject({ weight: 7, about: 1 })
  expect(tally.alike.get('exit 2')).toMatchObject({ weight: 1, about: 1 })
  expect(tally.size).toBe(3)
  for (const row of rows.slice(1)) tally.take(row, -1)
  expect(Object.fromEntries(tally.counts)).toEqual({ ok: 1 })
  expect(tally.sums).toEqual([1, 10, 0])
  expect([tally.alike.size, tally.size, tally.all]).toEqual([0, 0, 1])
})

const onDay = (day: number): Facts => ({ alike: 'storm', at: `2026-11-0${day}` })

test('the newest of those alike stands for them, whatever the order of their coming', () => {
  const tally = tallied({ a: onDay(1), b: onDay(3), c: onDay(2) })
  const [a, b, c] = ['a', 'b', 'c'].map(named)
  for (const row of [a, b, c]) tally.take(row!, 1)
  expect(tally.alike.get('storm')?.newest).toBe(b)
  tally.take(b!, -1)
  expect([a, c]).toContain(tally.alike.get('storm')?.newest)
})

test('what is found by several keys is found by each', () => {
  const tally = tallied({
    a: { keys: ['web/x', 'web/y'], weight: 0 },
    b: { keys: ['web/x'], weight: 2 },
  })
  for (const name of ['a', 'b']) tally.take(named(name), 1)
  expect([...tally.keys].map(([key, { weight }]) => [key, weight])).toEqual([
    ['web/x', 2],
    ['web/y', 0],
  ])
})

async function begun(...keys: readonly string[]) {
  const list = told()
  const all = collection({ feed: (failure) => (failure === null ? list.follow : null) })
  await list.tell(resetTo(...keys))
  const kept = tallyOf(all, 'names', ({ meta }) => ({ group: meta.namespace }))
  await expect.poll(() => kept.now().whole).toBe(true)
  return { list, all, kept, counts: () => Object.fromEntries(kept.now().tally.counts) }
}

test('a tally follows the rows of its collection, those that were all read anew too', async () => {
  const { list, kept, counts } = await begun('web/a', 'web/b', 'shop/a')
  expect(kept.now().whole).toBe(true)
  expect(counts()).toEqual({ web: 2, shop: 1 })
  await list.tell(set(rowAt('shop/b')))
  await list.tell(gone(rowAt('web/a')))
  expect(counts()).toEqual({ web: 1, shop: 2 })
  await list.tell(resetTo('data/a'))
  await expect.poll(counts).toEqual({ data: 1 })
  expect(kept.now().whole).toBe(true)
})

test('who asks for the same gets the same', async () => {
  const { all, kept } = await begun('web/a')
  expect(tallyOf(all, 'names', () => ({}))).toBe(kept)
  expect(tallyOf(all, 'others', () => ({}))).not.toBe(kept)
})

function busy({ meta }: TableRow): Facts {
  const until = performance.now() + 0.02
  while (performance.now() < until);
  return { group: meta.name < '1000' ? 'low' : 'high' }
}

test('many rows are gone through in slices, and what changes meanwhile counts', async () => {
  const keys = Array.from({ length: 3000 }, (_, at) => `web/${String(at).padStart(4, '0')}`)
  const list = told()
  const all = collection({ feed: (failure) => (failure === null ? list.follow : null) })
  await list.tell(resetTo(...keys))
  const kept = tallyOf(all, 'busy', busy)
  const first = kept.now()
  await list.tell(gone(rowAt('web/0000')))
  await list.tell(set(rowAt('web/9999')))
  await expect.poll(() => kept.now().whole).toBe(true)
  expect(first.whole).toBe(false)
  expect(Object.fromEntries(kept.now().tally.counts)).toEqual({ low: 999, high: 2001 })
})

test('a row that cannot be understood breaks nothing', async () => {
  const { all, list } = await begun('web/a', 'web/b')
  const kept = tallyOf(all, 'breaks', ({ meta }) => {
    if (meta.name === 'a') throw new Error('no such field')
    return { group: 'fine' }
  })
  await list.tell(set(rowAt('web/c')))
  await expect.poll(() => kept.now().whole).toBe(true)
  expect([kept.now().tally.all, kept.now().tally.counts.get('fine')]).toEqual([3, 2])
})

test('rows that are still being read are told of already, and once all are there as if never', async () => {
  const list = told()
  const shown = Promise.withResolvers<Glimpse>()
  const feed = (signal: AbortSignal, glimpse?: Glimpse) => {
    if (glimpse !== undefined) shown.resolve(glimpse)
    return list.follow(signal)
  }
  const all = collection({ feed: (failure) => (failure === null ? feed : null) })
  const kept = tallyOf(all, 'names', ({ meta }) => ({ group: meta.namespace }))
  let heard = 0
  const leave = kept.watch(() => (heard += 1))
  const glimpse = await shown.promise
  glimpse([rowAt('web/a'), rowAt('web/b')], true)
  const seen = () => [kept.now().whole, kept.now().tally.all, heard]
  await expect.poll(seen).toEqual([false, 2, 1])
  glimpse([rowAt('web/c')], false)
  await expect.poll(seen).toEqual([false, 3, 2])
  // The watch broke, and its rows are read anew.
  glimpse([rowAt('web/a'), rowAt('web/b')], true)
  await expect.poll(seen).toEqual([false, 2, 3])
  await list.tell(resetTo('web/b', 'shop/a'))
  await expect.poll(() => kept.now().whole).toBe(true)
  expect(Object.fromEntries(kept.now().tally.counts)).toEqual({ web: 1, shop: 1 })
  glimpse([rowAt('web/x')], true)
  expect(kept.now().tally.all).toBe(2)
  leave()
})
