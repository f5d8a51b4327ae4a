/** A view whose rows change one by one is what a new look at all of them would see. */
import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { keyOf } from '../../src/live/ordered.ts'
import { View } from '../../src/live/view.ts'
import { bytes, type Look, look, type Value } from '../../src/live/window.ts'
import { random } from '../support/random.ts'

const chance = random(11)
const row = (key: number): TableRow => ({
  cells: [chance.below(4) === 0 ? null : chance.below(5), `tone${chance.below(3)}`],
  meta: { namespace: `n${key % 3}`, name: `p${key}`, uid: String(key) },
})
const value = ({ cells }: TableRow): Value => Number(cells[0] ?? Number.NaN) || null
const group = ({ cells }: TableRow) => String(cells[1])
const inOrder = (rows: Iterable<TableRow>) =>
  [...rows].toSorted((a, b) => bytes(keyOf(a.meta), keyOf(b.meta)))

const looks: readonly (readonly [string, Look<TableRow>])[] = [
  ['all', {}],
  ['a filter', { matches: ({ meta }) => meta.name.includes('1') }],
  ['upward', { order: { value, descending: false }, group }],
  ['downward', { order: { value, descending: true } }],
  ['one group', { group, only: 'tone1' }],
  [
    'a filter within what is there',
    {
      within: ({ meta }) => meta.namespace !== 'n2',
      matches: ({ meta }) => meta.name.includes('1'),
      group,
    },
  ],
  [
    'all of it',
    {
      matches: ({ meta }) => meta.namespace !== 'n1',
      group,
      only: 'tone2',
      order: { value, descending: true },
    },
  ],
]

test.each(looks)('%s', async (_, at) => {
  const all = new Map([...Array(60).keys()].map((key) => [key, row(key)]))
  const view = new View(at)
  await view.begin(inOrder(all.values()))
  for (let step = 0; step < 1500; step += 1) {
    const key = chance.below(90)
    const before = all.get(key) ?? null
    const now = chance.below(10) < 4 ? null : row(key)
    if (before !== null || now !== null) view.take({ before, now })
    if (now === null) all.delete(key)
    else all.set(key, now)
    const cut = { page: 1 + chance.below(4), size: 1 + chance.below(30) }
    expect(view.at(cut)).toEqual(look(inOrder(all.values()), at, cut))
  }
})

test('a change that nobody can see is told from one that may be seen', async () => {
  const view = new View({ matches: ({ meta }) => meta.name === 'p1' })
  const [one, other] = [row(1), row(2)]
  await view.begin([one, other])
  expect(view.take({ before: other, now: row(2) })).toBe(false)
  expect(view.take({ before: one, now: row(1) })).toBe(true)
  expect(view.take({ before: other, now: null })).toBe(true)
})

test('nor is one beyond what there is', async () => {
  const view = new View({ within: ({ meta }) => meta.name !== 'p2' })
  const [one, other] = [row(1), row(2)]
  await view.begin([one, other])
  expect(view.at({ page: 1, size: 9 }).all).toBe(1)
  expect(view.take({ before: other, now: null })).toBe(false)
  expect(view.take({ before: one, now: null })).toBe(true)
})
