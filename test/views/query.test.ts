import { expect, test } from 'vitest'
import { readList, writeList } from '../../src/views/query.ts'

const read = (search: string) => readList(new URLSearchParams(search))

test('every parameter is read', () => {
  const { state, wrong } = read(
    'ns=web,shop&q=cart+-api&l=app%3Dapi&fs=spec.nodeName%3Dn1&status=failing&sort=-restarts&page=3&size=50&cols=name,node',
  )
  expect(wrong).toEqual({})
  expect(state).toEqual({
    namespaces: ['web', 'shop'],
    q: 'cart -api',
    labels: 'app=api',
    fields: 'spec.nodeName=n1',
    status: 'failing',
    sort: 'restarts',
    descending: true,
    page: 3,
    size: 50,
    cols: ['name', 'node'],
  })
})

test('nothing asked is all namespaces, the server’s order, the first hundred', () => {
  expect(read('')).toEqual({
    state: {
      namespaces: [],
      q: '',
      labels: '',
      fields: '',
      status: null,
      sort: '',
      descending: false,
      page: 1,
      size: 100,
      cols: [],
    },
    wrong: {},
  })
})

test.each([
  ['ns', 'ns=Web'],
  ['ns', 'ns=a/../b'],
  ['ns', 'ns=web,__proto__'],
  ['ns', `ns=${'a'.repeat(64)}`],
  ['ns', `ns=${Array.from({ length: 101 }, (_, n) => `n${n}`).join(',')}`],
  ['ns', 'ns=web%00'],
  ['q', `q=${'a'.repeat(1001)}`],
  ['l', `l=${'a'.repeat(4001)}`],
  ['fs', `fs=${'a'.repeat(4001)}`],
  ['status', 'status=broken'],
  ['status', 'status=constructor'],
  ['sort', 'sort=--name'],
  ['sort', 'sort=<b>'],
  ['sort', 'sort=name,age'],
  ['page', 'page=0'],
  ['page', 'page=-1'],
  ['page', 'page=1.5'],
  ['page', 'page=1e3'],
  ['page', 'page=0x10'],
  ['page', 'page=1000001'],
  ['page', `page=${'9'.repeat(400)}`],
  ['size', 'size=501'],
  ['size', 'size=all%20'],
  ['size', 'size=NaN'],
  ['cols', 'cols=Name'],
  ['cols', 'cols=a%0d%0ab'],
])('%s that makes no sense is named and left out: %s', (name, search) => {
  const { state, wrong } = read(`${search}&sort=${name === 'sort' ? '' : 'age'}`)
  expect(Object.keys(wrong)).toEqual([name])
  const usual = read(name === 'sort' ? '' : 'sort=age').state
  expect(state).toEqual(usual)
})

test('what is wrong is said shortly, however long it was', () => {
  const { wrong } = read(`page=${'9'.repeat(5000)}`)
  expect(wrong['page']?.length).toBeLessThan(150)
})

test('a state written is the same state read', () => {
  for (const search of [
    'ns=web,shop&q=a+%22b+c%22&sort=-age&page=7&size=5&cols=name,age',
    'status=ok',
  ]) {
    const { state } = read(search)
    const parameters = new URLSearchParams()
    for (const [name, value] of Object.entries(writeList(state, { page: state.page }))) {
      if (value !== undefined) parameters.set(name, String(value))
    }
    expect(readList(parameters)).toEqual({ state, wrong: {} })
  }
})

test('a changed filter starts at the first page', () => {
  const { state } = read('page=7')
  expect(writeList(state, { q: 'cart' })['page']).toBeUndefined()
  expect(writeList(state, { page: 8 })['page']).toBe(8)
})

test('a parameter that comes twice is joined, as ticked boxes send it', () => {
  expect(read('ns=web&ns=shop').state.namespaces).toEqual(['web', 'shop'])
})
