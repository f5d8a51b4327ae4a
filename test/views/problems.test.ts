/** Where the next steps of a problem lead. */
import { expect, test } from 'vitest'
import type { Step } from '../../src/kind.ts'
import { urls } from '../../src/urls.ts'
import { problemBoxes } from '../../src/views/problems.ts'
import { discovery } from '../support/discovered.ts'

const around = { cluster: 'demo', discovery, urls: urls(''), now: new Date('2026-11-25T12:00:00Z') }
const own = (name: string, query?: Parameters<ReturnType<typeof urls>['part']>[3]) =>
  around.urls.part('demo', { resource: 'pods', namespace: 'shop', name: 'cart' }, name, query)
const href = (step: Omit<Step, 'text'>) => {
  const problem = { tone: 'bad', title: '', evidence: [], next: [{ text: '', ...step }] } as const
  return problemBoxes([problem], around, { part: own })[0]?.next[0]?.href
}

test.each<[string, Omit<Step, 'text'>, string]>([
  ['an object', { to: { resource: 'nodes', name: 'mast-1' } }, '/c/demo/nodes/-/mast-1'],
  ['a part of its own', { part: 'events' }, '/c/demo/pods/shop/cart/events'],
  [
    'its own logs, the life before',
    { part: 'logs', query: { previous: '1', container: 'app' } },
    '/c/demo/pods/shop/cart/logs?previous=1&container=app',
  ],
  [
    'the logs of another one',
    {
      to: { resource: 'pods', namespace: 'shop', name: 'web' },
      part: 'logs',
      query: { container: 'a' },
    },
    '/c/demo/pods/shop/web/logs?container=a',
  ],
  [
    'no part of what is not served',
    { to: { resource: 'ghosts', namespace: 'shop', name: 'web' }, part: 'logs' },
    '',
  ],
  ['no part of a site', { to: { site: 'https://shop.example.com/' }, part: 'logs' }, ''],
  ['nowhere', {}, ''],
])('%s', (_, step, expected) => {
  expect(href(step)).toBe(expected)
})

test.each([
  ['kubectl uncordon mast-1', "kubectl --context 'prod eu' uncordon mast-1"],
  ['helm status -n shop cart', "helm --kube-context 'prod eu' status -n shop cart"],
  ['journalctl -u kubelet -n 200', 'journalctl -u kubelet -n 200'],
])('a command is for the cluster of its object: %s', (run, expected) => {
  const next = [{ text: '', run }]
  const problem = { tone: 'bad', title: '', evidence: [], next } as const
  const runOf = (context?: string) =>
    problemBoxes([problem], around, { part: own, context })[0]?.next[0]?.run
  expect(runOf('prod eu')).toBe(expected)
  expect(runOf()).toBe(run)
})

test('what can be done leads to its form, for who may', () => {
  const next = [{ text: '', act: 'undo', run: 'kubectl rollout undo deployment/cart' }]
  const problem = { tone: 'bad', title: '', evidence: [], next } as const
  const hrefOf = (may?: (action: string) => boolean) =>
    problemBoxes([problem], around, { part: own, may })[0]?.next[0]?.href
  expect(hrefOf((action) => action === 'undo')).toBe('/c/demo/pods/shop/cart/undo')
  expect([hrefOf(() => false), hrefOf()]).toEqual(['', ''])
})
