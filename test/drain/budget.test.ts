/** Which budget guards a pod, and whether it lets it go: as the API server reckons an eviction. */
import { expect, test } from 'vitest'
import { budgetOf, guardOf, guards, planOf, usual } from '../../src/drain.ts'
import type { Pod } from '../../src/kinds/parts/pod.ts'
import { fixture } from '../support/fixtures.ts'
import { pod, ready } from '../support/pods.ts'

const now = new Date('2026-11-26T15:00:00Z')
const well = { phase: 'Running', conditions: ready('True') }
const ill = { phase: 'Running', conditions: ready('False') }
const web = (status: object = well, meta: object = {}) =>
  pod(status, {}, { labels: { app: 'web', tier: 'front' }, ...meta }) as Pod
const budget = (status: object, spec: object = {}, meta: object = {}) =>
  budgetOf({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'shop', generation: 1, ...meta },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
    status: { observedGeneration: 1, ...status },
  })
const shut = { disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2, expectedPods: 2 }
const short = { ...shut, currentHealthy: 1 }
const loose = { disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 }

test.each([
  ['one that allows some', web(), [budget(loose)], 'open', 1],
  ['one that allows none', web(), [budget(shut)], 'shut', 1],
  ['one not yet reckoned', web(), [budget(loose, {}, { generation: 2 })], 'shut', 1],
  ['two', web(), [budget(loose), budget(loose)], 'twofold', 2],
  ['one of another namespace', web(), [budget(shut, {}, { namespace: 'web' })], 'open', 0],
  ['one without a selector', web(), [budget(shut, { selector: undefined })], 'open', 0],
  ['one that selects all', web(), [budget(shut, { selector: {} })], 'shut', 1],
  [
    'one by an expression',
    web(),
    [budget(shut, { selector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } })],
    'shut',
    1,
  ],
  ['one, but it waits for a node', web({ phase: 'Pending' }), [budget(shut)], 'open', 0],
  [
    'one, but it is ending',
    web(well, { deletionTimestamp: '2026-11-26T14:59:00Z' }),
    [budget(shut)],
    'open',
    0,
  ],
  ['one, but it is not ready while enough are', web(ill), [budget(shut)], 'open', 0],
  ['one, and it is not ready, nor are enough', web(ill), [budget(short)], 'shut', 1],
  [
    'one that spares no pod that is not ready',
    web(ill),
    [budget(short, { unhealthyPodEvictionPolicy: 'AlwaysAllow' })],
    'open',
    0,
  ],
])('a pod with %s', (_, of, budgets, is, many) => {
  const guard = guardOf(of, budgets)
  expect([guard.is, guard.budgets.length]).toEqual([is, many])
})

const said = (name: string) => guards(budgetOf(fixture('poddisruptionbudgets.policy', name)))

test('what a budget says now', () => {
  expect(said('never')).toMatch(/^needs \d+ healthy pods? of \d+ and has \d+$/)
  expect(said('allows-one')).toMatch(/: 1 may go$/)
})

test('a plan has what hinders first, and counts what each budget meets', () => {
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: 'web',
    uid: 'w',
    controller: true,
  }
  const named = (name: string, more: object = {}) =>
    web(well, { name, uid: name, ownerReferences: [owner], ...more })
  const data = { volumes: [{ name: 'tmp', emptyDir: {} }] }
  const pods = [named('a'), named('b'), pod(well, {}, { name: 'alone', uid: 'alone' })]
  const seen = {
    pods: [...pods, { ...named('c'), spec: data }] as Pod[],
    budgets: [budget(shut)],
    daemonSets: () => 'there' as const,
    replicas: () => 1,
  }
  const plan = planOf(seen, { ...usual, deleteEmptyDirData: true }, now)
  expect(plan.entries.map((entry) => entry.pod.metadata.name)).toEqual(['alone', 'a', 'b', 'c'])
  expect(plan.budgets.map(({ going }) => going)).toEqual([3])
  expect(plan.losing).toEqual(['c'])
  expect(plan.going.every(({ only }) => only)).toBe(true)
  const deleted = planOf(seen, { ...usual, force: true, disableEviction: true }, now)
  expect([deleted.budgets, deleted.hindering.length, deleted.losing]).toEqual([[], 1, ['alone']])
})
