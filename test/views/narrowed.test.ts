import { expect, test } from 'vitest'
import { KubeError } from '../../src/errors.ts'
import { urls } from '../../src/urls.ts'
import { narrowedTo } from '../../src/views/narrowed.ts'
import { reach } from '../../src/views/reach.ts'
import { pods } from '../support/resources.ts'

const asked = { verb: 'list', resource: 'pods', namespace: null, name: null, everywhere: true }
const message = 'pods is forbidden: User "bea" cannot list resource "pods"'
const refusal = new KubeError(asked, { status: 403, reason: 'Forbidden', message })
const many = (count: number) => Array.from({ length: count }, (_, n) => `team-${n}`)
const narrowed = (namespaces: readonly string[]) =>
  narrowedTo({
    cluster: 'prod',
    resource: pods,
    urls: urls('/a'),
    query: { q: 'cart', sort: '-age', page: 3 },
    namespaces,
    refusal,
    context: 'prod-eu',
  })

test('each namespace leads to the same list of it alone, from its first page', () => {
  const { words, links, more } = narrowed(['shop', 'web'])
  expect(words).toBe('You may not list pods in all namespaces: these are those of')
  expect(links).toEqual([
    { text: 'shop', href: '/a/c/prod/pods?q=cart&sort=-age&ns=shop' },
    { text: 'web', href: '/a/c/prod/pods?q=cart&sort=-age&ns=web' },
  ])
  expect(more).toBe('')
})

test('the API server’s words stay, and how to check them', () => {
  const { said, commands } = narrowed(['web'])
  expect(said).toBe(message)
  expect(commands).toEqual(['kubectl --context prod-eu auth can-i list pods -A'])
})

test('of many the first are named and the others counted', () => {
  expect(narrowed(many(8))).toMatchObject({ links: { length: 8 }, more: '' })
  expect(narrowed(many(40))).toMatchObject({
    links: { length: 8 },
    more: 'and 32 more namespaces',
  })
})

const way = { action: '/c/prod', does: 'Look there' }
const podsOf = (namespaces: readonly string[]) => [{ id: 'pods', namespaces }]

test('an overview of many namespaces says their number, and in how many it did not look', () => {
  expect(reach(podsOf(many(25)), way, 15).words).toBe(
    'In 25 namespaces only: you may not list all namespaces. 15 more that you may see were not looked in.',
  )
  expect(reach(podsOf(['web']), way, 1).words).toContain(
    '1 more that you may see was not looked in.',
  )
  expect(reach(podsOf(['web']), way, 0).words).toBe('In web only: you may not list all namespaces.')
  expect(reach([{ id: 'pods', namespaces: null }], way, 15).words).toBe('')
})
