/** What rows cost: shared over identities, bounded over all lists. */
import { expect, test } from 'vitest'
import { Full } from '../../src/errors.ts'
import { registry } from '../../src/live/registry.ts'
import { gone, resetTo, rowAt, set, tableOf, told, viewer } from '../support/told.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => `web/pod-${at}`)

const part = (...keys: string[]) => ({
  type: 'reset' as const,
  table: tableOf(keys, { remaining: 90, continue: 'on' }),
})

test('the same version of an object is kept once for all identities', async () => {
  const [ada, bob, open] = [told(), told(), registry(Infinity)]
  const one = open.join('ada', viewer(ada), { pool: 'pods' })
  await ada.tell(resetTo(...many(100)))
  const alone = open.weight()
  const two = open.join('bob', viewer(bob), { pool: 'pods' })
  await bob.tell(resetTo(...many(100)))
  expect(two.collection.table()?.rows[7]).toBe(one.collection.table()?.rows[7])
  expect(open.weight()).toBeLessThan(alone * 1.25)
  await ada.tell(set(rowAt('web/pod-7', '9')))
  expect(two.collection.table()?.rows[7]?.meta.resourceVersion).toBe('1')
  await bob.tell(set(rowAt('web/pod-7', '9')))
  const changed = (at: typeof one) =>
    at.collection.table()?.rows.find(({ meta }) => meta.name === 'pod-7')
  expect(changed(two)).toBe(changed(one))
})

test('rows of another pool, of none, or without a uid are nobody else’s', async () => {
  const open = registry(Infinity)
  const lists = [told(), told(), told()]
  const pools = [{ pool: 'a' }, { pool: 'b' }, {}]
  const joined = lists.map((list, at) => open.join(`${at}`, viewer(list), pools[at]))
  for (const list of lists) await list.tell(resetTo('web/a'))
  const rows = joined.map(({ collection }) => collection.table()?.rows[0])
  expect(new Set(rows).size).toBe(3)
  const { uid: _, ...meta } = rowAt('web/x').meta
  const table = { ...tableOf([]), rows: [{ cells: ['x'], meta }] }
  const [ada, bob] = [told(), told()]
  const two = [
    open.join('ada', viewer(ada), { pool: 'm' }),
    open.join('bob', viewer(bob), { pool: 'm' }),
  ]
  await ada.tell({ type: 'reset', table })
  await bob.tell({ type: 'reset', table })
  expect(two[0]?.collection.table()?.rows[0]).not.toBe(two[1]?.collection.table()?.rows[0])
})

test('what a list weighs goes down with its rows', async () => {
  const [list, open] = [told(), registry(Infinity)]
  open.join('a', viewer(list))
  await list.tell(resetTo(...many(10)))
  const full = open.weight()
  for (const key of many(10)) await list.tell(gone(rowAt(key)))
  expect(full).toBeGreaterThan(5000)
  expect(Math.round(open.weight())).toBe(0)
})

test('over the budget a list that nobody looks at goes first', async () => {
  const [old, list, open] = [told(), told(), registry(100_000)]
  const idle = open.join('old', viewer(old))
  await old.tell(resetTo(...many(100)))
  idle.leave()
  const one = open.join('new', viewer(list))
  await list.tell(resetTo(...many(100)))
  expect(old.followed[0]?.aborted).toBe(true)
  expect(one.collection.state()).toEqual({ state: 'live' })
  expect(open.size()).toBe(1)
})

test('the list that grows over the budget ends with a reason, already while it is read; others go on', async () => {
  const [seen, list, open] = [told(), told(), registry(100_000)]
  const one = open.join('seen', viewer(seen))
  await seen.tell(resetTo(...many(100)))
  const big = open.join('big', viewer(list))
  await list.tell({ type: 'filling', rows: 500, remaining: 99_500 })
  expect(big.collection.state()).toMatchObject({ state: 'ended', error: expect.any(Full) })
  expect(list.followed[0]?.aborted).toBe(true)
  expect(one.collection.state()).toEqual({ state: 'live' })
})

test('a list that is read in part is read again when too few of its rows are left', async () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list), { least: 2 })
  await list.tell(part('web/a', 'web/b', 'web/c'))
  await list.tell(gone(rowAt('web/a')))
  expect(list.followed).toHaveLength(1)
  void list.tell(gone(rowAt('web/b')))
  await new Promise(setImmediate)
  expect(list.followed).toHaveLength(2)
  await list.tell(part('web/c', 'web/d', 'web/e'))
  expect(one.collection.table()?.rows).toHaveLength(3)
})
