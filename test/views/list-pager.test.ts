/** From page to page: as far as there are pages, and what is said behind the last one. */
import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { look } from '../../src/live/window.ts'
import { urls } from '../../src/urls.ts'
import { beyond, pager } from '../../src/views/list-pager.ts'
import { nothing } from '../../src/views/list-filter.ts'
import { readList } from '../../src/views/query.ts'
import { discovery } from '../support/discovered.ts'
import { pods } from '../support/resources.ts'

const row = (name: string): TableRow => ({ cells: [], meta: { name } })
const all = ['a', 'b', 'c', 'd', 'e'].map(row)

function paged(search: string, rows = all, remaining: number | null = 0) {
  const { state } = readList(new URLSearchParams(search))
  const whole = remaining === 0
  const table = { ...nothing, rows, remaining, continue: whole ? null : 'x' }
  const total = remaining === null ? null : rows.length + remaining
  const now = new Date('2026-11-22T12:00:00Z')
  const context = { cluster: 'prod', resource: pods, discovery, urls: urls(''), query: {}, now }
  return { state, context, table, whole, total, page: look(rows, {}, state) }
}
const to = (page: number) => `/c/prod/pods?q=x&size=1${page === 1 ? '' : `&page=${page}`}`

test.each([
  [1, '', '', to(2), to(5)],
  [2, '', to(1), to(3), to(5)],
  [3, to(1), to(2), to(4), to(5)],
  [4, to(1), to(3), to(5), ''],
  [5, to(1), to(4), '', ''],
])('page %i of five leads to its neighbours and both ends', (page, first, previous, next, last) => {
  expect(pager(paged(`q=x&size=1&page=${page}`))).toEqual({
    text: `${page}–${page} of 5`,
    first,
    previous,
    next,
    last,
  })
})

test('the last page of a list that was not read whole is known where their number is', () => {
  expect(pager(paged('size=5', all, 7)).last).toBe('/c/prod/pods?size=5&page=3')
  expect(pager(paged('size=5', all, 5)).last).toBe('')
  expect(pager(paged('size=5', all, null))).toMatchObject({ text: '1–5', last: '' })
})

test('of a page that is not there the last one is shown, and that is said', () => {
  const { state, page, context, ...rest } = paged('size=2&page=1234')
  expect(page.rows).toEqual(all.slice(4))
  expect(pager({ state, page, context, ...rest }).text).toBe('5–5 of 5; there is no page 1,234')
  const link = { text: 'Page 3', href: '/c/prod/pods?size=2&page=3' }
  const text = 'there are only 3 pages. This is the last:'
  expect(beyond(state, page, context)).toEqual([{ name: 'page', text, to: link }])
  const one = paged('page=2')
  expect(beyond(one.state, one.page, context)).toEqual([
    { name: 'page', text: 'there is only one page.' },
  ])
  const none = paged('page=2', [])
  expect(beyond(none.state, none.page, context)).toEqual([])
  const there = paged('size=2&page=3')
  expect(beyond(there.state, there.page, context)).toEqual([])
})
