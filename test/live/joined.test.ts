import { expect, test } from 'vitest'
import type { Table } from '../../src/kube.ts'
import type { Collection, State } from '../../src/live/collection.ts'
import { headOf, joined, stateOf } from '../../src/live/joined.ts'
import { keysOf, tableOf } from '../support/told.ts'

const live: State = { state: 'live' }
const stale: State = { state: 'stale', since: 1, why: 'x' }
const loading: State = { state: 'loading', rows: 1, remaining: 2 }
const ended: State = { state: 'ended', error: new Error('no longer') }

const one = (table: Table | null, state: State = live): Collection => ({
  table: () => table,
  state: () => state,
  weight: () => 0,
  rows: () => new Map(),
  head: () => table,
  watch: () => () => {},
  hear: () => () => {},
  glimpse: () => () => {},
  end: () => {},
  close: () => {},
})

test('there is a table when each has its own', () => {
  const a = one(tableOf(['a/x']))
  expect(joined([a, one(null, loading)])).toBe(null)
  expect(keysOf(joined([a, one(tableOf(['b/x', 'b/y']))]))).toEqual(['a/x', 'b/x', 'b/y'])
  expect(joined([])).toBe(null)
})

test('one alone is its own table, with what is known of the rest', () => {
  const table = tableOf(['a/x'], { remaining: 99, continue: 'on' })
  expect(joined([one(table)])).toBe(table)
})

const of = (...states: State[]) => stateOf(states.map((state) => one(null, state)))

test('together they are as true as the least true of them', () => {
  expect(of(live, live)).toBe(live)
  expect(of(live, loading)).toBe(loading)
  expect(of(loading, stale, live)).toBe(stale)
  expect(of(stale, ended, loading)).toBe(ended)
})

test('what they have in common can be had without the rows; one with owners is enough', async () => {
  const [a, b] = [tableOf(['a/x']), { ...tableOf(['b/y']), owned: true }]
  expect(headOf([one(a), one(b)])).toMatchObject({ columns: a.columns, owned: true })
  expect(headOf([one(a), one(null)])).toBe(null)
})
