/** Rows that are alike are one: what is kept of them is what all of them come to, whatever came and went. */
import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { collection } from '../../src/live/collection.ts'
import type { Whole } from '../../src/live/group.ts'
import { groupsOf, groupsWeight } from '../../src/live/grouped.ts'
import type { Grouping, Groups } from '../../src/live/groups.ts'
import { viewOf } from '../../src/live/views.ts'
import { random } from '../support/random.ts'
import { gone, resetTo, rowAt, set, tableOf, told } from '../support/told.ts'

/** Alike are those of one letter; the version says how often, the number behind the letter when. */
const member: Grouping['member'] = ({ meta: { name, namespace = '', resourceVersion = '' } }) =>
  name.startsWith('z')
    ? null
    : {
        key: name.slice(0, 1),
        about: namespace,
        weight: Number(resourceVersion),
        first: Number(name.slice(1)),
        last: Number(name.slice(1)),
      }
const drawn = ({ key, rows, about, weight, first, last }: Whole): TableRow => {
  const said = [rows, about, weight, first.meta.name, last.meta.name].join(' ')
  return { cells: [said], meta: { name: key, uid: key, resourceVersion: said } }
}
const grouping = (): Grouping => ({
  member,
  row: drawn,
  facets: ({ meta }) => [meta.name.toUpperCase()],
})
const by = { key: 'letter', moving: false, grouping }

function begun() {
  const list = told()
  const all = collection({ feed: (failure) => (failure === null ? list.follow : null) })
  return { list, all }
}
const words = (groups: Groups) =>
  groups.table()?.rows.map(({ meta, cells }) => `${meta.name}: ${String(cells[0])}`)

test('those that are alike are one row: how many, of how many, how often, the first and the last', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/b2', 'web/a1', 'shop/a3', 'web/z9'))
  const groups = await groupsOf([all], by)
  expect(words(groups)).toEqual(['a: 2 2 2 a1 a3', 'b: 1 1 1 b2 b2'])
  await list.tell(set(rowAt('web/a7', '5')))
  await list.tell(gone(rowAt('web/a1')))
  await list.tell(gone(rowAt('web/b2')))
  expect(words(groups)).toEqual(['a: 2 2 6 a3 a7'])
  expect(groups.behind).toMatchObject({ matching: 2, all: 3 })
  expect([...groups.behind.facets]).toEqual([['A', 1]])
})

test('a view of them is as new as they are', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a1', 'web/b2'))
  const groups = await groupsOf([all], by)
  const order = { value: ({ cells }: TableRow) => Number(String(cells[0]).split(' ')[2]) }
  const look = () => ({ order: { ...order, descending: true } })
  const see = async () => {
    const seen = (await viewOf([groups], { key: 'all', moving: false, look }))({ page: 1, size: 9 })
    return seen.rows.map(({ meta }) => meta.name)
  }
  expect(await see()).toEqual(['a', 'b'])
  await list.tell(set(rowAt('web/b2', '9')))
  expect(await see()).toEqual(['b', 'a'])
  await list.tell(resetTo('web/c1'))
  expect(await groupsOf([all], by)).toBe(groups)
  expect(await see()).toEqual(['c'])
})

test('they are made once for all who put rows together the same way, and weigh for each', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a1'))
  const first = await groupsOf([all], by)
  expect(await groupsOf([all], by)).toBe(first)
  const weight = groupsWeight(all)
  expect(await groupsOf([all], { ...by, key: 'other' })).not.toBe(first)
  expect(groupsWeight(all)).toBe(2 * weight)
  expect(weight).toBeGreaterThan(0)
})

const broken = (row: TableRow) => {
  if (row.meta.name === 'b2') throw new Error('odd')
  return member(row)
}

test('a row that cannot be understood is in no group, and breaks nothing', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a1', 'web/b2'))
  const groups = await groupsOf([all], {
    ...by,
    grouping: () => ({ ...grouping(), member: broken }),
  })
  await list.tell(set(rowAt('web/b2', '2')))
  expect(words(groups)).toEqual(['a: 1 1 1 a1 a1'])
})

const undrawn = (whole: Whole) => {
  if (whole.key === 'b') throw new Error('no such group')
  return drawn(whole)
}

test('a group that cannot be drawn is told to who asks; the collection goes on', async () => {
  const { list, all } = begun()
  await list.tell(resetTo('web/a1'))
  const odd = { ...by, key: 'odd', grouping: () => ({ ...grouping(), row: undrawn }) }
  await groupsOf([all], odd)
  await list.tell(set(rowAt('web/b2')))
  expect(all.state()).toEqual({ state: 'live' })
  await expect(groupsOf([all], odd)).rejects.toThrow('no such group')
  await list.tell(gone(rowAt('web/b2')))
  expect(words(await groupsOf([all], odd))).toEqual(['a: 1 1 1 a1 a1'])
})

test('after thousands of changes they are what they would be if all were gone through', async () => {
  const { list, all } = begun()
  const { below: pick } = random(7)
  await list.tell({ type: 'reset', table: tableOf([]) })
  const kept = await groupsOf([all], by)
  const rows = new Map<string, TableRow>()
  for (let count = 0; count < 3000; count += 1) {
    const key = `${'ns'[pick(2)]}/${'abcz'[pick(4)]}${pick(40)}`
    const row = rowAt(key, String(1 + pick(5)))
    if (pick(3) === 0) rows.delete(key)
    else rows.set(key, row)
    await list.tell(rows.has(key) ? set(row) : gone(row))
  }
  const anew = await groupsOf([all], { ...by, key: 'anew' })
  expect(words(kept)).toEqual(words(anew))
  expect(Object.fromEntries(kept.behind.facets)).toEqual(Object.fromEntries(anew.behind.facets))
  expect(kept.behind.matching).toBe(anew.behind.matching)
  expect(kept.behind.all).toBe(rows.size)
})
