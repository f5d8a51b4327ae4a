/** Deployments as the controller left them: status, cells, problems, and what belongs to them. */
import { describe, expect, test } from 'vitest'
import deployments from '../../src/kinds/deployments.apps.ts'
import type { KubeObject } from '../../src/kind.ts'
import { fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T22:50:00Z')
const recorded = (name: string) => fixture('deployments.apps', name)
const status = (object: KubeObject) => {
  const { tone, word, reason } = deployments.status(object)!
  return `${tone} ${word}: ${reason}`
}
const cell = (object: KubeObject, title: string) =>
  deployments.columns.find((column) => column.title === title)!.cell(object)

test.each([
  ['available', 'ok Available: '],
  ['crash-loop', 'bad Unavailable: 0 of 2 available'],
  ['image-pull', 'bad Stuck: 0 of 3 available'],
  ['no-service-account', 'bad Refused: service account nobody is not there'],
  ['paused', 'idle Paused: 0 of 2 updated'],
  ['quota', 'bad Refused: quota few is used up: 2 of 2 pods'],
  ['rolling-out', 'busy Rolling out: 2 of 4 updated'],
  ['scaled-to-0', 'idle Scaled to 0: '],
  ['stuck', 'bad Stuck: 2 of 4 updated'],
  ['stuck-alone', 'bad Stuck: 1 not available, 1 old left'],
])('as a real controller left it: %s', (name, words) => {
  expect(status(recorded(name))).toBe(words)
})

/** A Deployment of four whose rollout has come to its end once, but for what is told. */
function told(more: object, spec: object = {}, metadata: object = {}): KubeObject {
  const conditions = [{ type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }]
  const well = { replicas: 4, updatedReplicas: 4, readyReplicas: 4, availableReplicas: 4 }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', namespace: 'shop', generation: 2, ...metadata },
    spec: { replicas: 4, ...spec },
    status: { observedGeneration: 2, ...well, conditions, ...more },
  }
}
const progressing = (reason: string) => ({ conditions: [{ type: 'Progressing', reason }] })

describe('its status', () => {
  test.each<[string, KubeObject, string]>([
    ['all is well', told({}), 'ok Available: '],
    ['some have gone', told({ availableReplicas: 3 }), 'warn Degraded: 3 of 4 available'],
    [
      'there are to be more of the same',
      told({ replicas: 4 }, { replicas: 6 }),
      'busy Scaling: 4 of 6',
    ],
    [
      'there are to be more, and of another template',
      told({ replicas: 5, updatedReplicas: 1 }, { replicas: 6 }),
      'busy Rolling out: 1 of 6 updated',
    ],
    ['all have gone', told({ availableReplicas: 0 }), 'bad Unavailable: 0 of 4 available'],
    [
      'its controller is behind',
      told({ observedGeneration: 1 }),
      'busy Changing: its controller has not seen the change yet',
    ],
    [
      'the new ones are there, old ones stay on',
      told({ replicas: 6, ...progressing('ReplicaSetUpdated') }),
      'busy Rolling out: 2 not available, 2 old left',
    ],
    [
      'the new ones start, old ones are left',
      told({ replicas: 5, availableReplicas: 3, ...progressing('ReplicaSetUpdated') }),
      'busy Rolling out: 3 of 4 available, 1 old left',
    ],
    [
      'the new ones start',
      told({ availableReplicas: 1, ...progressing('ReplicaSetUpdated') }),
      'busy Rolling out: 1 of 4 available',
    ],
    [
      'it came to its end after the deadline',
      told(progressing('ProgressDeadlineExceeded')),
      'ok Available: ',
    ],
    ['it is paused and well', told({}, { paused: true }), 'idle Paused: '],
    [
      'it is paused and ill',
      told({ availableReplicas: 0 }, { paused: true }),
      'bad Paused: 0 of 4 available',
    ],
    ['it goes to 0', told({ replicas: 2 }, { replicas: 0 }), 'busy Rolling out: 2 to end'],
    [
      'it is deleted with what it owns',
      told(
        {},
        {},
        { deletionTimestamp: '2026-11-25T22:49:00Z', finalizers: ['foregroundDeletion'] },
      ),
      'busy Terminating: waits for what it owns',
    ],
  ])('where %s', (_name, object, words) => {
    expect(status(object)).toBe(words)
  })
})

test('its cells are kubectl’s', () => {
  const shown = ['Ready', 'Up-to-date', 'Available', 'Images', 'Containers', 'Selector', 'Revision']
  expect(shown.map((title) => cell(recorded('stuck'), title).text)).toEqual([
    '4/4',
    '2',
    '4',
    'registry.example.com/gateway:7.0',
    'gateway',
    'app=gateway',
    '3',
  ])
})

test('ready sorts by what is missing, and nothing is missing of none', () => {
  const ready = deployments.columns.find(({ title }) => title === 'Ready')!
  const values = ['quota', 'scaled-to-0', 'image-pull'].map((name) => ready.value!(recorded(name)))
  expect(values).toEqual([0.5, 1, 0])
})

const problems = (object: KubeObject) => deployments.problems(object, now)

test('a stuck rollout says how far it came, why it counts as stuck and how to go back', () => {
  expect(problems(recorded('stuck'))).toEqual([
    {
      tone: 'bad',
      title: 'The rollout is stuck: 2 of 4 updated',
      evidence: [
        'No progress for longer than its deadline of 20 s.',
        'ReplicaSet "gateway-777945b96b" has timed out progressing.',
      ],
      next: [
        {
          text: 'Replica set gateway-777945b96b',
          to: { resource: 'replicasets.apps', namespace: 'k1', name: 'gateway-777945b96b' },
        },
        {
          text: 'Go back to the revision before',
          act: 'undo',
          run: 'kubectl rollout undo -n k1 deployment/gateway',
        },
      ],
    },
  ])
})

test('the first revision has none to go back to', () => {
  expect(problems(recorded('image-pull'))[0]?.next.map(({ text }) => text)).toEqual([
    'Replica set banners-59454946cf',
  ])
})

test('refused pods say which quota, in the API server’s words too', () => {
  const [problem, ...others] = problems(recorded('quota'))
  expect(others).toEqual([])
  expect(problem).toMatchObject({
    tone: 'bad',
    title: 'Its pods are refused: quota few is used up: 2 of 2 pods',
    next: [{ to: { resource: 'resourcequotas', namespace: 'k1-small', name: 'few' } }],
  })
  expect(problem?.evidence[0]).toMatch(/^pods "mailer-68dc8f9db-\w+" is forbidden: exceeded quota/)
})

test.each([
  ['available', []],
  ['rolling-out', []],
  ['scaled-to-0', []],
  ['crash-loop', ['None of its pods is available']],
  ['paused', ['It is paused: the change of its template waits']],
])('%s: %j', (name, titles) => {
  expect(problems(recorded(name)).map(({ title }) => title)).toEqual(titles)
})

const relation = (id: string) => deployments.relations.find((each) => each.id === id)!
const kept = (id: string, object: KubeObject, other: KubeObject) =>
  relation(id).keep!(object)(other)

describe('what belongs to it', () => {
  const stuck = recorded('stuck')

  test('its pods are those that its selector takes', () => {
    expect(relation('pods').which(stuck)).toEqual({ namespace: 'k1', labels: 'app=gateway' })
    expect(relation('pods').which(told({}))).toBeNull()
  })

  test('its revisions are the replica sets that it owns, the newest first', () => {
    const { keep, order } = relation('revisions')
    const sets = ['old-revision', 'new-revision', 'bare'].map((name) =>
      fixture('replicasets.apps', name),
    )
    expect(sets.map(keep!(stuck))).toEqual([true, true, false])
    expect(sets.map(order!)).toEqual([1, 3, 0])
  })

  test('its autoscaler and its budget are found by target and selector', () => {
    const scaler = fixture('horizontalpodautoscalers.autoscaling', 'no-metrics')
    const budget = fixture('poddisruptionbudgets.policy', 'allows-one')
    expect([kept('autoscalers', stuck, scaler), kept('budgets', stuck, budget)]).toEqual([
      true,
      true,
    ])
    const other = recorded('quota')
    expect([kept('autoscalers', other, scaler), kept('budgets', other, budget)]).toEqual([
      false,
      false,
    ])
  })

  test('an autoscaler that cannot read its metrics is a trouble of the Deployment', () => {
    const scaler = fixture('horizontalpodautoscalers.autoscaling', 'no-metrics')
    const [problem] = relation('autoscalers').problems!(stuck, [scaler], now, true)
    expect([problem?.tone, problem?.title]).toEqual([
      'warn',
      'Autoscaler gateway has no metrics to go by: unable to fetch metrics from resource metrics API',
    ])
  })
})
