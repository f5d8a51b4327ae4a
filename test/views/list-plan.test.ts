import { describe, expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { urls } from '../../src/urls.ts'
import { listPage } from '../../src/views/list.ts'
import { patch, type Shown } from '../../src/views/list-live.ts'
import { isMoving } from '../../src/views/list-plan.ts'
import { readList } from '../../src/views/query.ts'
import { discovery } from '../support/discovered.ts'
import { pods } from '../support/resources.ts'

const rows: readonly TableRow[] = ['cart-1', 'cart-2', 'web'].map((name) => ({
  cells: [],
  meta: {
    name,
    namespace: 'shop',
    uid: name,
    labels: { app: name },
  },
  values: [`of ${name}`],
}))
const table = { columns: [], rows, version: '', continue: null, remaining: 0, warnings: [] }
const context = {
  cluster: 'c',
  resource: pods,
  discovery,
  urls: urls(''),
  query: {},
  now: new Date(0),
}
const page = (query: Readonly<Record<string, string>>) =>
  listPage({ table, whole: true, read: readList(new URLSearchParams(query)), context })
const names = (query: Readonly<Record<string, string>>) =>
  page(query).rows.map(({ key }) => key.replace('shop/', ''))

test.each([
  ['age<1h', true],
  ['-age=90m', true],
  ['restarts>5', false],
  ['node=worker-1 label:app=web', false],
  ['/<1h>/ "a<b" cart', false],
])('%s is another with the time of day: %s', (q, moving) => {
  expect(isMoving(readList(new URLSearchParams({ q })).state)).toBe(moving)
})

describe('an annotation', () => {
  const q = 'annotation:a.b/note="of web"'

  test('is filtered by where it is one of the columns', () => {
    expect(names({ q, cols: 'name,annotation:a.b/note' })).toEqual(['web'])
    expect(names({ q: 'annotation:a.b/note:CART', cols: 'annotation:a.b/note' })).toEqual([
      'cart-1',
      'cart-2',
    ])
  })

  test('is said to be unread elsewhere', () => {
    const { wrong, rows: shown } = page({ q })
    expect(wrong).toEqual([{ name: 'q', text: expect.stringContaining('where it is a column') }])
    expect(shown).toHaveLength(3)
  })
})

test('an empty list names what is no field in its filter', () => {
  expect(page({ q: 'nginx:1.27' }).empty?.text).toContain('There is no field nginx here')
  expect(page({ q: 'zzz' }).empty?.text).not.toContain('no field')
})

test('a field that is not there is marked where it stands, and the rows are those of the rest', () => {
  const { form, rows: shown, wrong, active } = page({ q: 'cart lable:x' })
  expect(form.broken?.pieces).toEqual([
    { text: 'cart ', bad: false },
    { text: 'lable:x', bad: true },
  ])
  expect(form.broken?.whys[0]?.why).toMatch(/no field lable here.*Did you mean label:x\?/)
  expect(wrong.map(({ name }) => name)).toEqual(['q'])
  expect(shown).toHaveLength(2)
  expect(active.map(({ text }) => text)).toEqual(['cart', 'lable:x'])
})

test('each filter that is on can go, the status too', () => {
  expect(page({ q: 'cart', status: 'failing' }).active).toEqual([
    { text: 'cart', href: '/c/c/pods?status=failing' },
    { text: 'status=failing', href: '/c/c/pods?q=cart' },
  ])
})

describe('a stream', () => {
  const live = { live: 'live', words: 'live', since: '' } as const
  const told = (before: Shown | null, query: Readonly<Record<string, string>>) =>
    patch(before, page(query), live, () => true)

  test('tells where a filter turned out to be broken, once', () => {
    const broken = page({ q: 'cart restarts>many' })
    const first = told({ window: { rows: broken.rows }, live }, { q: 'cart restarts>many' })
    expect(first.broken?.broken?.whys.map(({ text, at }) => [text, at])).toEqual([
      ['restarts>many', 6],
    ])
    expect(told({ window: broken, live }, { q: 'cart restarts>many' }).broken).toBe(null)
    expect(told({ window: broken, live }, { q: 'cart' }).broken).toEqual({ broken: null })
  })

  test('says nothing of one that is whole: a page may be marked with what is being typed', () => {
    const { rows: shown } = page({ q: 'cart' })
    expect(told({ window: { rows: shown }, live }, { q: 'cart' }).broken).toBe(null)
    expect(told(null, { q: 'cart' }).broken).toBe(null)
  })
})
