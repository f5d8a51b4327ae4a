import { expect, test } from 'vitest'
import {
  daemonSetProgress,
  deploymentProgress,
  statefulSetProgress,
} from '../../src/kinds/parts/progress.ts'

const of = (generation: number, spec: object, status: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Any',
  metadata: { name: 'cart', generation },
  spec,
  status,
})
const timedOut = {
  conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
}
const up = (count: number) => ({
  replicas: count,
  updatedReplicas: count,
  readyReplicas: count,
  availableReplicas: count,
})

test.each([
  [
    2,
    { replicas: 3 },
    { observedGeneration: 1, ...up(3) },
    'going',
    'not seen by its controller yet',
  ],
  [
    2,
    { replicas: 5 },
    { observedGeneration: 2, ...up(5), updatedReplicas: 3 },
    'going',
    '3 of 5 updated',
  ],
  [2, { replicas: 3 }, { observedGeneration: 2, ...up(3), replicas: 5 }, 'going', '2 old left'],
  [
    2,
    { replicas: 3 },
    { observedGeneration: 2, ...up(3), availableReplicas: 1 },
    'going',
    '1 of 3 available',
  ],
  [2, { replicas: 0 }, { observedGeneration: 2, ...up(2) }, 'going', '2 to end'],
  [2, { replicas: 3 }, { observedGeneration: 2, ...up(3) }, 'done', ''],
  [
    2,
    { replicas: 3, paused: true },
    { observedGeneration: 2, ...up(3), updatedReplicas: 0 },
    'done',
    '',
  ],
  [
    2,
    { replicas: 3 },
    { observedGeneration: 2, ...up(3), updatedReplicas: 1, ...timedOut },
    'stuck',
    'no progress in time, 1 of 3 updated',
  ],
  [2, { replicas: 3 }, { observedGeneration: 2, ...up(3), ...timedOut }, 'done', ''],
])(
  'a Deployment of generation %i, %j with %j is %s: %s',
  (generation, spec, status, state, words) => {
    expect(deploymentProgress(of(generation, spec, status))).toEqual({ state, words })
  },
)

test.each([
  [{ replicas: 1 }, { ...up(0), replicas: 1 }, 'going', '0 of 1 updated'],
  [{ replicas: 1 }, { ...up(1), readyReplicas: 0 }, 'going', '0 of 1 ready'],
  [
    { replicas: 2 },
    { ...up(2), currentRevision: 'a', updateRevision: 'b' },
    'going',
    '2 of 2 updated',
  ],
  [{ replicas: 2 }, { ...up(2), currentRevision: 'b', updateRevision: 'b' }, 'done', ''],
  [{ replicas: 1 }, up(3), 'going', '2 to end'],
  [
    { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
    { ...up(3), updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' },
    'done',
    '',
  ],
  [
    { replicas: 2, updateStrategy: { type: 'OnDelete' } },
    { ...up(2), updatedReplicas: 0, currentRevision: 'a', updateRevision: 'b' },
    'done',
    '',
  ],
])('a StatefulSet of %j with %j is %s: %s', (spec, status, state, words) => {
  const set = of(1, spec, { observedGeneration: 1, ...status })
  expect(statefulSetProgress(set)).toEqual({ state, words })
})

test.each([
  [{}, { updatedNumberScheduled: 1, numberAvailable: 2 }, 'going', '1 of 2 updated'],
  [{}, { updatedNumberScheduled: 2, numberAvailable: 0 }, 'going', '0 of 2 available'],
  [{}, { updatedNumberScheduled: 2, numberAvailable: 2 }, 'done', ''],
  [
    { updateStrategy: { type: 'OnDelete' } },
    { updatedNumberScheduled: 0, numberAvailable: 2 },
    'done',
    '',
  ],
])('a DaemonSet of %j with %j is %s: %s', (spec, status, state, words) => {
  const all = { observedGeneration: 1, desiredNumberScheduled: 2, ...status }
  expect(daemonSetProgress(of(1, spec, all))).toEqual({ state, words })
})
