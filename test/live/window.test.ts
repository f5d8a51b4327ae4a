import { expect, test } from 'vitest'
import { bytes, look, type Value } from '../../src/live/window.ts'

interface Row {
  readonly key: string
  readonly value: Value
}
const row = (key: string, value: Value = null): Row => ({ key, value })
const ordered = (rows: readonly Row[], descending: boolean) =>
  look(rows, { order: { value: ({ value }) => value, descending } }, { page: 1, size: 99 })
    .rows.map(({ key }) => key)
    .join('')

test('numbers order as numbers, texts by bytes', () => {
  expect(ordered([row('a', 10), row('b', 9), row('c', -1)], false)).toBe('cba')
  expect(ordered([row('a', 'b'), row('b', 'B'), row('c', 'a10'), row('d', 'a9')], false)).toBe(
    'bcda',
  )
})

test('what has no value comes last, upward and downward', () => {
  const rows = [row('a'), row('b', 2), row('c', 1), row('d')]
  expect(ordered(rows, false)).toBe('cbad')
  expect(ordered(rows, true)).toBe('bcad')
})

test('ties stay as they came, the same way upward and downward', () => {
  const rows = [row('a', 1), row('b', 2), row('c', 1)]
  expect(ordered(rows, false)).toBe('acb')
  expect(ordered(rows, true)).toBe('bac')
})

test('keys order by bytes, not by a language’s rules', () => {
  expect(['a/b', 'a-b/c', 'B', 'ä'].toSorted(bytes)).toEqual(['B', 'a-b/c', 'a/b', 'ä'])
})

const ten = Array.from({ length: 10 }, (_, index) => index)

test('a page is cut out of what matches, and says how many there are', () => {
  const seen = look(ten, { matches: (n) => n % 2 === 0 }, { page: 2, size: 2 })
  expect(seen).toMatchObject({ rows: [4, 6], total: 5, page: 2, pages: 3, all: 10, matching: 5 })
})

test('pages together hold every row once', () => {
  const pages = [1, 2, 3, 4].flatMap((page) => look(ten, {}, { page, size: 3 }).rows)
  expect(pages).toEqual(ten)
})

test('a page beyond the last is the last', () => {
  expect(look(ten, {}, { page: 99, size: 4 })).toMatchObject({
    rows: [8, 9],
    total: 10,
    page: 3,
    pages: 3,
  })
})

test('nothing is one empty page', () => {
  expect(look([], {}, { page: 5, size: 10 })).toMatchObject({
    rows: [],
    total: 0,
    page: 1,
    pages: 1,
  })
})

test('the rows given are left in their order', () => {
  const rows = [3, 1, 2]
  look(rows, { order: { value: (n) => n, descending: false } }, { page: 1, size: 3 })
  expect(rows).toEqual([3, 1, 2])
})
