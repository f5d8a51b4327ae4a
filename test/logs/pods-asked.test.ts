/** Whose logs an address asks for. */
import { describe, expect, test } from 'vitest'
import { readPods } from '../../src/logs/pods-asked.ts'

const read = (query: string) => readPods(new URLSearchParams(query))

test('as a list chooses: namespaces, selectors, status, and its filter language', () => {
  const { state, query, named, nobody, wrong } = read(
    'ns=shop,web&l=app%3Dcart&fs=spec.nodeName%3Dw1&status=failing&match=node:w1&q=error',
  )
  expect(state).toMatchObject({
    namespaces: ['shop', 'web'],
    labels: 'app=cart',
    fields: 'spec.nodeName=w1',
    status: 'failing',
    q: 'node:w1',
  })
  expect([named, nobody, wrong]).toEqual([false, false, {}])
  // What lines are searched for is not this one's.
  expect(query).toMatchObject({ ns: ['shop', 'web'], l: 'app=cart', match: 'node:w1' })
  expect(query['q']).toBeUndefined()
})

test('by name, each with its namespace', () => {
  const { pods, named } = read('pod=shop/cart-0,%20web/www-1&pod=shop/cart.1')
  expect(named).toBe(true)
  expect(pods).toEqual([
    { namespace: 'shop', name: 'cart-0' },
    { namespace: 'web', name: 'www-1' },
    { namespace: 'shop', name: 'cart.1' },
  ])
  expect(read('ns=shop&pod=cart-0')).toMatchObject({
    named: false,
    pods: [{ namespace: 'shop', name: 'cart-0' }],
    wrong: {},
  })
})

test('nobody is asked for where nothing is said', () => {
  expect(read('').nobody).toBe(true)
  expect(read('ns=&l=&pod=&tail=5').nobody).toBe(true)
})

describe('what can be no name is named', () => {
  test.each([
    ['pod=cart', 'pod', 'says no namespace'],
    ['ns=a,b&pod=cart', 'pod', 'says no namespace'],
    ['pod=shop/../../secrets/db', 'pod', 'no pod’s name'],
    ['pod=shop/Cart', 'pod', 'no pod’s name'],
    ['pod=Shop/cart', 'pod', 'no pod’s name'],
    ['pod=shop/', 'pod', 'no pod’s name'],
    ['pod=shop/..', 'pod', 'no pod’s name'],
    [`pod=shop/${'a'.repeat(254)}`, 'pod', 'no pod’s name'],
    [`pod=${Array.from({ length: 101 }, (_, at) => `shop/a${at}`).join()}`, 'pod', 'at most 100'],
    ['ns=Shop', 'ns', 'not a namespace'],
    [`l=${'a'.repeat(4001)}`, 'l', 'characters long'],
    ['l=a%00', 'l', 'control character'],
    ['status=odd', 'status', 'none of failing'],
    [`match=${'a'.repeat(1001)}`, 'match', 'characters long'],
  ])('%.40s', (query, name, words) => {
    expect(read(query).wrong).toEqual({ [name]: expect.stringContaining(words) as string })
  })
})
