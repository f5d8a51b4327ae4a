/** What the pods of a workload say is wrong with it. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/kind.ts'
import { podsProblems } from '../../src/kinds/parts/pods-problems.ts'
import { fixture } from '../support/fixtures.ts'
import { ended, one, pod, ready, running } from '../support/pods.ts'

const copies = (object: KubeObject, many: number): readonly KubeObject[] =>
  Array.from({ length: many }, (_, at) => ({
    ...object,
    metadata: { ...object.metadata, name: `cart-${at}` },
  }))
const well = pod({ ...one(running, { ready: true, started: true }), conditions: ready('True') })
const unpulled = pod({
  ...one({
    waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image: not found' },
  }),
  phase: 'Pending',
})
const crashing = pod(
  one(
    { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
    { lastState: ended(1, '') },
  ),
)
const titles = (...pods: readonly KubeObject[]) => podsProblems(pods).map(({ title }) => title)

test('pods that are well say nothing', () => {
  expect(podsProblems(copies(well, 3))).toEqual([])
  expect(podsProblems([])).toEqual([])
})

test('like troubles are counted together, with the image, the pods and what to look at', () => {
  expect(podsProblems(copies(unpulled, 3))).toEqual([
    {
      tone: 'bad',
      title: '3 of 3 pods do not start: image not found',
      evidence: ['shop/cart:1, of container app.'],
      next: [
        { text: 'cart-0', to: { resource: 'pods', namespace: 'shop', name: 'cart-0' } },
        { text: 'cart-1', to: { resource: 'pods', namespace: 'shop', name: 'cart-1' } },
        { text: 'cart-2', to: { resource: 'pods', namespace: 'shop', name: 'cart-2' } },
        { text: 'Check the image’s name and tag, and whether it was pushed.' },
      ],
    },
  ])
})

test('the only pod is called so, one of several counted', () => {
  expect(titles(unpulled)).toEqual(['Its pod does not start: image not found'])
  expect(titles(unpulled, well)).toEqual(['1 of 2 pods does not start: image not found'])
})

test('different troubles stand apart, the most frequent first', () => {
  expect(titles(crashing, ...copies(unpulled, 2), well)).toEqual([
    '2 of 4 pods do not start: image not found',
    '1 of 4 pods keeps ending: exit 1',
  ])
})

test('whose node is not ready: it is named, and leads there', () => {
  const status = { ...one(running, { ready: true, started: true }), conditions: ready('False') }
  const lost = pod(status, { nodeName: 'mast-1' })
  const [problem] = podsProblems([lost, lost])
  expect(problem?.title).toBe('2 of 2 pods are not ready: the node is not ready')
  expect(problem?.next.at(-1)).toEqual({
    text: 'Node mast-1',
    to: { resource: 'nodes', name: 'mast-1' },
  })
})

test('whose registry cannot be reached', () => {
  const message =
    'failed to do request: Head "https://r.test/v2/": dial tcp: lookup r.test: i/o timeout'
  const waiting = pod(one({ waiting: { reason: 'ErrImagePull', message } }))
  expect(titles(waiting)).toEqual(['Its pod does not start: the registry cannot be reached'])
})

test('a crash loop out of memory says so once, and how to read the last words', () => {
  const memory = pod(
    one(
      { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
      { lastState: ended(137, 'OOMKilled') },
    ),
  )
  const [problem] = podsProblems([memory, memory])
  expect(problem?.title).toBe('2 of 2 pods keep running out of memory')
  expect(problem?.next.at(-1)?.run).toBe('kubectl logs --previous -n shop cart -c app')
})

test.each([
  [
    'unschedulable',
    'warn',
    'Its pod fits on no node: node selector or affinity (4), not enough cpu (1)',
  ],
  ['readiness-failing', 'warn', 'Its pod is not ready: app is not ready'],
  ['missing-secret', 'bad', 'Its pod does not start: secret "cart-token" not found'],
  ['init-failing', 'bad', 'Its pod keeps ending: migrate: exit 1'],
])('as a real kubelet left it: %s', (name, tone, title) => {
  const [problem, ...others] = podsProblems([fixture('pods', name)])
  expect([problem?.tone, problem?.title, others]).toEqual([tone, title, []])
})

test('what is over or on its way out does not count', () => {
  const leaving = pod(one(running), {}, { deletionTimestamp: '2026-11-25T22:00:00Z' })
  expect(titles(leaving, fixture('pods', 'evicted'), unpulled)).toEqual([
    'Its pod does not start: image not found',
  ])
})

test('where not all of them were read no total is said', () => {
  expect(podsProblems(copies(unpulled, 2), false)[0]?.title).toBe(
    'At least 2 pods do not start: image not found',
  )
})
