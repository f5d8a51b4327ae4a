/** What a filter's `=` and limits say of cells and labels. */
import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { urls } from '../../src/urls.ts'
import { listPage } from '../../src/views/list.ts'
import { readList } from '../../src/views/query.ts'
import { discovery } from '../support/discovered.ts'
import { pods } from '../support/resources.ts'

const context = {
  cluster: 'prod',
  resource: pods,
  discovery,
  urls: urls(''),
  query: {},
  now: new Date('2026-11-22T12:00:00Z'),
}
const column = (name: string) => ({
  name,
  type: 'string',
  format: name === 'Name' ? 'name' : '',
  description: '',
  priority: 0,
})
const row = (name: string, ...rest: TableRow['cells']): TableRow => ({
  cells: [name, ...rest],
  meta: { name, namespace: 'shop', uid: name },
})
const plain = { columns: [column('Name')], version: '', continue: null, remaining: 0, warnings: [] }
const show = (search: string, from: { rows: TableRow[]; columns?: typeof plain.columns }) => {
  const read = readList(new URLSearchParams(search))
  return listPage({ table: { ...plain, ...from }, whole: true, read, context })
}
const names = (page: ReturnType<typeof show>) =>
  page.rows.map(({ key }) => key.split('/')[1]).join('')

test('= is what a cell shows: 1/1 is not 2/2, and a quantity or a span also what comes to the same', () => {
  const columns = [column('Name'), column('Ready'), column('Capacity'), column('Duration')]
  const rows = [
    row('a', '1/1', '1Gi', '90s'),
    row('b', '2/2', '1024Mi', '1m30s'),
    row('c', '1/2', '2Gi', '2m'),
  ]
  const found = (q: string) => names(show(`q=${q}`, { columns, rows }))
  expect(found('ready=1/1')).toBe('a')
  expect(found('ready!=1/1')).toBe('bc')
  expect(found('ready=2/4')).toBe('')
  expect(found('ready>=1/1')).toBe('ab')
  expect(found('capacity=1024Mi')).toBe('ab')
  expect(found('duration=90s')).toBe('ab')
})

test('labels that are numbers are compared as numbers, all others as text', () => {
  const rows = Object.entries({ a: '900', b: '12000', c: 'v2' }).map(([name, n]) => {
    const one = row(name)
    return { ...one, meta: { ...one.meta, labels: { n } } }
  })
  const found = (q: string) => names(show(`q=${q}`, { rows }))
  expect(found('label:n>1000')).toBe('b')
  expect(found('label:n<=900')).toBe('a')
  expect(found('label:n>v1')).toBe('c')
  expect(found('label:n=900.0')).toBe('')
})

const at = (name: string, creationTimestamp: string) => {
  const one = row(name, '3h')
  return { ...one, meta: { ...one.meta, creationTimestamp } }
}

test('= finds an age as it is shown', () => {
  const rows = [at('a', '2026-11-22T08:48:00Z'), at('b', '2026-11-22T04:00:00Z')]
  const shown = show('q=age=3h12m', { columns: [column('Name'), column('Age')], rows })
  expect(names(shown)).toBe('a')
  expect(shown.rows[0]?.cells.map(({ text }) => text)).toContain('3h12m')
})
