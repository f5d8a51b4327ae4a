/** Why pods are refused, in the API server's words and in fewer. */
import { expect, test } from 'vitest'
import { refusal } from '../../src/kinds/parts/refusals.ts'
import { unschedulable } from '../../src/kinds/parts/scheduling.ts'
import { matches } from '../../src/kinds/parts/selectors.ts'

test.each([
  [
    'pods "a" is forbidden: exceeded quota: team, requested: cpu=2,pods=1, used: cpu=9,pods=4, limited: cpu=10,pods=20',
    'quota team is used up: 9 of 10 cpu, 4 of 20 pods',
  ],
  [
    'pods "a" is forbidden: failed quota: sized: must specify limits.cpu for: app; limits.memory for: app',
    'quota sized wants limits.cpu for: app; limits.memory for: app to be set',
  ],
  [
    'pods "a-" is forbidden: error looking up service account shop/cart: serviceaccount "cart" not found',
    'service account cart is not there',
  ],
  [
    'admission webhook "pods.policy.example.com" denied the request: no latest tags. Pin the image.',
    'pods.policy.example.com denied it: no latest tags',
  ],
  [
    'Internal error occurred: failed calling webhook "inject.example.com": failed to call webhook: Post "https://x": connection refused',
    'webhook inject.example.com does not answer',
  ],
  [
    'pods "a" is forbidden: no PriorityClass with name high was found',
    'no PriorityClass with name high was found',
  ],
  ['', ''],
])('%s', (message, words) => {
  expect(refusal(message).short).toBe(words)
})

test.each([
  [{ matchLabels: { app: 'cart' } }, true],
  [{ matchLabels: { app: 'cart', tier: 'back' } }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['cart', 'shop'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['cart'] }] }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  [{}, true],
  [undefined, false],
])('whether %j selects app=cart: %s', (selector, does) => {
  expect(matches(selector, { app: 'cart' })).toBe(does)
})

test('how to write it is left out, brackets in brackets too', () => {
  const said = 'violates PodSecurity "restricted": volumes (a (b) and c (d)), hosts (e)'
  expect(refusal(said).short).toBe('pod security restricted: volumes, hosts')
})

// Whoever may write events and states writes these: some seconds for one of them would stop everybody.
test.each([
  `violates PodSecurity "p": ${' ('.repeat(50_000)}`,
  `exceeded quota: q, requested: ${', used: '.repeat(20_000)}`,
  `available: ${' '.repeat(300_000)}x`,
  `available: ${'1 {, '.repeat(60_000)}`,
])('words built to keep the reader busy end: %.30s', (said) => {
  expect(refusal(said).advice).not.toBe('')
  expect(unschedulable(said).nodes).toBe(null)
})
