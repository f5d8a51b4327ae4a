/** A collection holds what its watch has told, in the server's order, and knows how true it is. */
import { expect, test } from 'vitest'
import { collection } from '../../src/live/collection.ts'
import {
  gone,
  keysOf,
  lives,
  resetTo,
  rowAt,
  set,
  staleSince,
  tableOf,
  told,
} from '../support/told.ts'

function begun() {
  const list = told()
  const feed = (failure: Error | null) => (failure === null ? list.follow : null)
  return { list, all: collection({ feed }) }
}

test('there is no table before the first one, and how far it is is known', async () => {
  const { list, all } = begun()
  expect(all.table()).toBe(null)
  expect(all.state()).toEqual({ state: 'loading', rows: 0, remaining: null })
  await list.tell({ type: 'filling', rows: 500, remaining: 1500 })
  expect(all.table()).toBe(null)
  expect(all.state()).toEqual({ state: 'loading', rows: 500, remaining: 1500 })
  await list.tell(resetTo('web/a'))
  expect(keysOf(all.table())).toEqual(['web/a'])
  expect(all.state()).toEqual({ state: 'live' })
})

test('rows are set and go; one that is set again replaces itself', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a', 'web/c'))
  await list.tell(set(rowAt('web/b')))
  expect(keysOf(all.table())).toEqual(['web/a', 'web/b', 'web/c'])
  await list.tell(set(rowAt('web/c', '7')))
  await list.tell(gone(rowAt('web/a')))
  expect(keysOf(all.table())).toEqual(['web/b', 'web/c'])
  expect(all.table()?.rows[1]?.meta.resourceVersion).toBe('7')
})

test('an object made anew under its name takes the place of the old one, whichever is said first', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a'))
  await list.tell(gone(rowAt('web/a')))
  await list.tell(set(rowAt('web/a', '5', 'another')))
  expect(all.table()?.rows.map(({ meta }) => meta.uid)).toEqual(['another'])
  await list.tell(gone(rowAt('web/a')))
  expect(all.table()?.rows.map(({ meta }) => meta.uid)).toEqual(['another'])
})

test('rows without a uid are known by their names', async () => {
  const { list, all } = begun()
  const { uid: _, ...meta } = rowAt('web/a').meta
  const row = { cells: ['a'], meta }
  await list.tell({ type: 'reset', table: { ...tableOf([]), rows: [row] } })
  await list.tell(set({ ...row, cells: ['a', 'changed'] }))
  expect(all.table()?.rows).toMatchObject([{ ...row, cells: ['a', 'changed'] }])
  await list.tell(gone(row))
  expect(all.table()?.rows).toEqual([])
})

test('a reset replaces all that was there, and other columns come with it', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a', 'web/b'))
  const columns = [{ name: 'Ready', type: 'string', format: '', description: '', priority: 0 }]
  await list.tell({ type: 'reset', table: tableOf(['web/c'], { columns, version: '9' }) })
  expect(keysOf(all.table())).toEqual(['web/c'])
  expect(all.table()?.columns).toEqual(columns)
  expect(all.table()?.version).toBe('9')
})

test('rows stand in the order of the API server’s keys: “web-a/” before “web/”, “web” before “web-a” within', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/b', 'web/a-b', 'web-a/z', 'b/a', 'B/a'))
  await list.tell(set(rowAt('web/a')))
  expect(keysOf(all.table())).toEqual(['B/a', 'b/a', 'web-a/z', 'web/a', 'web/a-b', 'web/b'])
})

test('it is stale until a proof of life, and its rows stay meanwhile', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a'))
  await list.tell(staleSince(1234))
  expect(all.state()).toEqual({ state: 'stale', since: 1234, why: 'no answer' })
  expect(keysOf(all.table())).toEqual(['web/a'])
  await list.tell(lives)
  expect(all.state()).toEqual({ state: 'live' })
})

test('a list that is filled again in the background does not say that it loads', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a'))
  await list.tell(staleSince(1234))
  await list.tell({ type: 'filling', rows: 500, remaining: null })
  expect(all.state()).toMatchObject({ state: 'stale' })
  expect(keysOf(all.table())).toEqual(['web/a'])
})

test('viewers hear of each change until they leave', async () => {
  const { list, all } = begun()
  let [one, two] = [0, 0]
  const leave = all.watch(() => (one += 1))
  all.watch(() => (two += 1))
  await list.tell(resetTo('web/a'))
  await list.tell(set(rowAt('web/b')))
  leave()
  await list.tell(lives)
  expect([one, two]).toEqual([2, 3])
})

test('a watch that fails for good ends it: viewers hear of that, the rows stay', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a'))
  let heard = 0
  all.watch(() => (heard += 1))
  const error = new Error('no longer')
  await list.fail(error)
  expect(all.state()).toEqual({ state: 'ended', error })
  expect(heard).toBe(1)
  expect(keysOf(all.table())).toEqual(['web/a'])
})

test('closed it lets go of its watch and says nothing more', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a'))
  let heard = 0
  all.watch(() => (heard += 1))
  all.close()
  await new Promise(setImmediate)
  expect(list.followed[0]?.aborted).toBe(true)
  expect(heard).toBe(0)
  expect(all.state()).toEqual({ state: 'live' })
})

test('the table is put together once for all who look at it', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a'))
  const before = all.table()
  expect(all.table()).toBe(before)
  await list.tell(lives)
  expect(all.table()).toBe(before)
  await list.tell(set(rowAt('web/b')))
  expect(all.table()).not.toBe(before)
})
