/** What several see the same way is worked out once, and is as new as the collection. */
import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { type Collection, collection } from '../../src/live/collection.ts'
import { viewOf } from '../../src/live/views.ts'
import type { Look } from '../../src/live/window.ts'
import { gone, resetTo, rowAt, set, told } from '../support/told.ts'

const page = { page: 1, size: 10 }
const names = (rows: readonly TableRow[]) => rows.map(({ meta }) => meta.name)

async function begun(...keys: readonly string[]) {
  const list = told()
  const all = collection({ feed: (failure) => (failure === null ? list.follow : null) })
  await list.tell(resetTo(...keys))
  let looked = 0
  const see = async (key = 'all', at: Look<TableRow> = {}) => {
    const look = () => {
      looked += 1
      return at
    }
    return (await viewOf([all], { key, moving: false, look }))(page)
  }
  return { list, all, see, looked: () => looked }
}

test('who looks the same way gets the same, until a row of it changes', async () => {
  const { list, see, looked } = await begun('web/a', 'web/b')
  const first = await see()
  expect(await see()).toBe(first)
  await list.tell(set(rowAt('web/c')))
  const next = await see()
  expect(next).not.toBe(first)
  expect(names(next.rows)).toEqual(['a', 'b', 'c'])
  await list.tell(gone(rowAt('web/a')))
  expect(names((await see()).rows)).toEqual(['b', 'c'])
  expect(looked()).toBe(1)
})

test('a change behind the page leaves it the same object', async () => {
  const keys = Array.from({ length: 20 }, (_, at) => `web/${String(at).padStart(2, '0')}`)
  const { list, see } = await begun(...keys)
  const first = await see()
  await list.tell(set(rowAt('web/15', '9')))
  expect(await see()).toBe(first)
  await list.tell(gone(rowAt('web/15')))
  expect((await see()).total).toBe(19)
})

test('rows that were all read anew are looked at anew, and what changes meanwhile counts', async () => {
  const { list, see } = await begun('web/a')
  await see()
  const reset = list.tell(resetTo('web/x', 'web/y'))
  const asked = see()
  await reset
  await list.tell(set(rowAt('web/z')))
  await asked
  expect(names((await see()).rows)).toEqual(['x', 'y', 'z'])
})

test('a look that fails is told to who looks; the collection goes on', async () => {
  const { list, all, see } = await begun('web/a')
  const broken: Look<TableRow> = {
    matches: ({ meta }) => {
      if (meta.name === 'bad') throw new Error('no such look')
      return true
    },
  }
  await see('broken', broken)
  await list.tell(set(rowAt('web/bad')))
  expect(all.state()).toEqual({ state: 'live' })
  await expect(see('broken', broken)).rejects.toThrow('no such look')
  expect(names((await see()).rows)).toEqual(['a', 'bad'])
})

test('two collections side by side are one list', async () => {
  const [one, two] = [await begun('a/x', 'a/z'), await begun('b/y')]
  const see = async () => {
    const at = await viewOf([one.all, two.all], { key: '', moving: false, look: () => ({}) })
    return names(at(page).rows)
  }
  expect(await see()).toEqual(['x', 'z', 'y'])
  await two.list.tell(set(rowAt('b/a')))
  await one.list.tell(gone(rowAt('a/x')))
  expect(await see()).toEqual(['z', 'a', 'y'])
})

test('one list, and the same beside another, are two: neither is shown for the other, nor made anew', async () => {
  const [one, two] = [await begun('a/x'), await begun('b/y')]
  let looked = 0
  const look = () => {
    looked += 1
    return {}
  }
  const see = async (...all: readonly Collection[]) => {
    return names((await viewOf(all, { key: '', moving: false, look }))(page).rows)
  }
  for (const _ of [1, 2]) {
    expect(await see(one.all)).toEqual(['x'])
    expect(await see(one.all, two.all)).toEqual(['x', 'y'])
  }
  expect(looked).toBe(2)
})
