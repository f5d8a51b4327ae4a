/** StatefulSets as the controller left them: status, problems, claims. */
import { describe, expect, test } from 'vitest'
import statefulSets from '../../src/kinds/statefulsets.apps.ts'
import type { KubeObject } from '../../src/kind.ts'
import { fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T22:50:00Z')
const recorded = (name: string) => fixture('statefulsets.apps', name)
const status = (object: KubeObject) => {
  const { tone, word, reason } = statefulSets.status(object)!
  return `${tone} ${word}: ${reason}`
}
const titles = (object: KubeObject) =>
  statefulSets.problems(object, now).map(({ tone, title }) => `${tone}: ${title}`)

test.each([
  ['available', 'ok Available: ', []],
  [
    'waits',
    'busy Rolling out: 1 of 3 updated, waits for broker-2',
    ['warn: It waits for pod broker-2 to be ready'],
  ],
  [
    'after-rollback',
    'warn Held up: 2 of 3 updated',
    ['warn: 1 pod of a change that was taken back holds it up'],
  ],
  [
    'claim-pending',
    'bad Unavailable: 0 of 3 available, waits for queue-0',
    ['bad: It waits for pod queue-0 to be ready'],
  ],
  [
    'quota',
    'bad Unavailable: 0 of 2 available, waits for ledger-0',
    ['bad: Pod ledger-0 has not been made'],
  ],
  ['on-delete', 'warn Outdated: 0 of 3 updated', ['warn: 3 of 3 pods are of an older revision']],
  ['partition', 'ok Available: 2 of 3 kept at the old revision', []],
  ['scaled-to-0', 'idle Scaled to 0: ', []],
])('as a real controller left it: %s', (name, words, problems) => {
  expect([status(recorded(name)), titles(recorded(name))]).toEqual([words, problems])
})

/** A set of three that is well, but for what is told. */
const told = (more: object, spec: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'data', generation: 1 },
  spec: { replicas: 3, updateStrategy: { type: 'RollingUpdate' }, ...spec },
  status: {
    observedGeneration: 1,
    replicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    updatedReplicas: 3,
    currentRevision: 'db-1',
    updateRevision: 'db-1',
    ...more,
  },
})

describe('its status', () => {
  test.each<[string, KubeObject, string]>([
    ['well', told({}), 'ok Available: '],
    [
      'coming up, one after another',
      told({ replicas: 2, readyReplicas: 1, availableReplicas: 1, updatedReplicas: 2 }),
      'busy Rolling out: 1 of 3 available, waits for db-1',
    ],
    [
      'numbered from elsewhere',
      told(
        { replicas: 2, readyReplicas: 1, availableReplicas: 1, updatedReplicas: 2 },
        { ordinals: { start: 10 } },
      ),
      'busy Rolling out: 1 of 3 available, waits for db-11',
    ],
    [
      'coming up all at once',
      told(
        { replicas: 2, readyReplicas: 1, availableReplicas: 1, updatedReplicas: 2 },
        { podManagementPolicy: 'Parallel' },
      ),
      'busy Rolling out: 1 of 3 available',
    ],
    [
      'short of one',
      told({ readyReplicas: 2, availableReplicas: 2 }),
      'warn Degraded: 2 of 3 available',
    ],
    [
      'at the end of a rollout',
      told({ readyReplicas: 2, availableReplicas: 2, updateRevision: 'db-2' }),
      'busy Rolling out: 2 of 3 available, waits for db-0',
    ],
    [
      'all there, none ready',
      told({ readyReplicas: 0, availableReplicas: 0 }),
      'bad Unavailable: 0 of 3 available, waits for db-0',
    ],
    [
      'short of more than a rollout takes',
      told({ readyReplicas: 1, availableReplicas: 1, updatedReplicas: 1, updateRevision: 'db-2' }),
      'warn Degraded: 1 of 3 available, waits for db-2',
    ],
    ['going to 0', told({ replicas: 1 }, { replicas: 0 }), 'busy Rolling out: 1 to end'],
  ])('%s', (_name, object, words) => {
    expect(status(object)).toBe(words)
  })
})

test('a pod that holds up an ordered set is to be deleted', () => {
  const [problem] = statefulSets.problems(recorded('after-rollback'), now)
  expect(problem?.next).toEqual([
    { text: 'Delete the pod that is not ready: it is made anew as the template says.' },
  ])
})

const refusal = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'ledger.1' },
  type: 'Warning',
  reason: 'FailedCreate',
  message:
    'Create Pod ledger-0 in StatefulSet ledger failed error: pods "ledger-0" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2',
  lastTimestamp: '2026-11-25T22:48:00Z',
  count: 12,
}

test('why a pod is not made stands in its events; once all are there they are of the past', () => {
  const [problem] = statefulSets.told!(recorded('quota'), [refusal], now)
  expect(problem).toMatchObject({
    title: 'Its pods are refused: quota few is used up: 2 of 2 pods',
    evidence: [refusal.message, 'Said 12 times, the last 2m ago.'],
  })
  expect(problem?.next[0]?.to).toEqual({
    resource: 'resourcequotas',
    namespace: 'k1-small',
    name: 'few',
  })
  expect(statefulSets.told!(recorded('available'), [refusal], now)).toEqual([])
})

const named = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'k1' },
})

const place = ({ metadata: { namespace, name } }: KubeObject) => ({
  resource: 'persistentvolumeclaims',
  namespace,
  name,
})

describe('its claims', () => {
  const { which, keep, problems } = statefulSets.relations.find(({ id }) => id === 'claims')!

  test('are known by their names', () => {
    const names = ['data-queue-0', 'data-queue-12', 'data-queue-', 'data-queue-a', 'data-queue2-0']
    expect(names.map((name) => keep!(recorded('claim-pending'))(named(name)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })

  test('that have no volume are told of, those that have one are not', () => {
    const all = ['bound', 'no-class', 'lost'].map((name) => fixture('persistentvolumeclaims', name))
    expect(problems!(recorded('claim-pending'), all, now, true)).toEqual([
      {
        tone: 'bad',
        title: '1 of 3 claims is lost: its volume is gone',
        evidence: [],
        next: [{ text: all[2]!.metadata.name, to: place(all[2]!) }],
      },
      {
        tone: 'warn',
        title: '1 of 3 claims is pending: no storage class',
        evidence: [],
        next: [{ text: all[1]!.metadata.name, to: place(all[1]!) }],
      },
    ])
    expect(problems!(recorded('claim-pending'), all.slice(0, 1), now, true)).toEqual([])
  })

  test('are not looked for where it has none', () => {
    expect(which(recorded('claim-pending'))).toEqual({ namespace: 'k1' })
    expect(which(recorded('on-delete'))).toBeNull()
  })
})
