/** Pods in every state that was recorded, and in those that are hard to come by. */
import { describe, expect, test } from 'vitest'
import pods from '../../src/kinds/pods.ts'
import type { KubeObject } from '../../src/kind.ts'
import { fixture } from '../support/fixtures.ts'
import { ended, one, pod, ready, running } from '../support/pods.ts'

const cell = (object: KubeObject, title: string) =>
  pods.columns.find((column) => column.title === title)!.cell(object)

test.each([
  ['completed', 'idle', 'Completed', ''],
  ['crash-loop-terminated', 'bad', 'CrashLoopBackOff', 'exit 3'],
  ['crash-loop-waiting', 'bad', 'CrashLoopBackOff', 'exit 3'],
  ['ephemeral-container', 'ok', 'Running', ''],
  [
    'evicted',
    'bad',
    'Evicted',
    'Pod ephemeral local storage usage exceeds the total limit of containers 2Mi',
  ],
  ['failed-mount', 'busy', 'ContainerCreating', ''],
  ['failed', 'bad', 'Error', 'exit 2'],
  ['gated', 'idle', 'SchedulingGated', 'gate example.com/budget'],
  ['image-pull', 'bad', 'ImagePullBackOff', 'the registry cannot be reached'],
  ['init-failing', 'bad', 'Init:CrashLoopBackOff', 'migrate: exit 1'],
  ['init-running', 'busy', 'Init:1/2', ''],
  ['missing-secret', 'bad', 'CreateContainerConfigError', 'secret "cart-token" not found'],
  ['oom-killed-waiting', 'bad', 'CrashLoopBackOff', 'exit 137, out of memory'],
  ['oom-killed', 'bad', 'CrashLoopBackOff', 'exit 137, out of memory'],
  ['readiness-failing', 'warn', 'Running', 'app is not ready'],
  ['sidecar', 'ok', 'Running', ''],
  ['terminating', 'busy', 'Terminating', ''],
  [
    'unschedulable',
    'warn',
    'Pending',
    'no node fits: node selector or affinity (4), not enough cpu (1)',
  ],
])('as a real kubelet left it: %s', (name, tone, word, reason) => {
  expect(pods.status(fixture('pods', name))).toMatchObject({ tone, word, reason })
})

describe('its status', () => {
  test.each<[string, KubeObject, object]>([
    ['running', fixture('pods', 'running'), { word: 'Running', tone: 'ok', reason: '' }],
    ['completed', fixture('pods', 'completed'), { word: 'Completed', tone: 'idle', reason: '' }],
    [
      'running, not ready',
      pod({ ...one(running, { started: true }), conditions: ready('False') }),
      { word: 'Running', tone: 'warn', reason: 'app is not ready' },
    ],
    [
      'before its startup probe has passed',
      pod({ ...one(running, { started: false }), conditions: ready('False') }),
      { word: 'Running', tone: 'busy', reason: 'app is starting' },
    ],
    [
      'kept back by a readiness gate',
      pod(
        { ...one(running, { ready: true, started: true }), conditions: ready('False') },
        { readinessGates: [{ conditionType: 'example.com/lb' }] },
      ),
      { word: 'Running', tone: 'warn', reason: 'waits for example.com/lb' },
    ],
    [
      'whose readiness was taken away with its node’s',
      pod(
        {
          ...one(running, { ready: true, started: true }),
          conditions: [...ready('False'), { type: 'example.com/lb', status: 'True' }],
        },
        { nodeName: 'mast-1', readinessGates: [{ conditionType: 'example.com/lb' }] },
      ),
      { word: 'Running', tone: 'warn', reason: 'its node is not ready' },
    ],
    [
      'that the kubelet calls waiting in its crash loop',
      pod(
        one(
          { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s …' } },
          { restartCount: 7, lastState: ended(137, 'OOMKilled') },
        ),
      ),
      { word: 'CrashLoopBackOff', tone: 'bad', reason: 'exit 137, out of memory' },
    ],
    [
      'that the kubelet calls ended in its crash loop',
      pod(one(ended(1, 'Error'), { restartCount: 3, lastState: ended(1, 'Error') })),
      { word: 'CrashLoopBackOff', tone: 'bad', reason: 'exit 1' },
    ],
    [
      'that ended for the first time',
      pod(one(ended(1, 'Error'))),
      { word: 'Error', tone: 'bad', reason: 'exit 1' },
    ],
    [
      'that ended and is not started again',
      pod({ ...one(ended(2, 'Error')), phase: 'Failed' }, { restartPolicy: 'Never' }),
      { word: 'Error', tone: 'bad', reason: 'exit 2' },
    ],
    [
      'whose image is refused',
      pod(one({ waiting: { reason: 'ImagePullBackOff', message: 'unauthorized: …' } })),
      { word: 'ImagePullBackOff', tone: 'bad', reason: 'no access' },
    ],
    [
      'whose secret is missing',
      pod(
        one({ waiting: { reason: 'CreateContainerConfigError', message: 'secret "k" not found' } }),
      ),
      { word: 'CreateContainerConfigError', tone: 'bad', reason: 'secret "k" not found' },
    ],
    [
      'being made',
      pod({ ...one({ waiting: { reason: 'ContainerCreating' } }), phase: 'Pending' }),
      { word: 'ContainerCreating', tone: 'busy', reason: '' },
    ],
    [
      'evicted',
      pod({
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory. Threshold quantity: 100Mi.',
      }),
      { word: 'Evicted', tone: 'bad', reason: 'The node was low on resource: memory' },
    ],
    [
      'gated',
      pod(
        {
          phase: 'Pending',
          conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
        },
        { schedulingGates: [{ name: 'example.com/quota' }] },
      ),
      { word: 'SchedulingGated', tone: 'idle', reason: 'gate example.com/quota' },
    ],
    [
      'terminating',
      pod(one(running), {}, { deletionTimestamp: '2026-11-25T22:29:30Z', finalizers: ['a/b'] }),
      {
        word: 'Terminating',
        tone: 'busy',
        reason: 'finalizer a/b',
        since: '2026-11-25T22:29:30Z',
      },
    ],
    [
      'in its grace',
      pod(
        one(running),
        {},
        { deletionTimestamp: '2026-11-25T22:29:30Z', deletionGracePeriodSeconds: 30 },
      ),
      expect.objectContaining({ word: 'Terminating', since: '2026-11-25T22:29:00.000Z' }),
    ],
    [
      'on a node that is lost',
      pod(
        { ...one(running), reason: 'NodeLost' },
        {},
        { deletionTimestamp: '2026-11-25T22:29:30Z' },
      ),
      expect.objectContaining({ word: 'Unknown', tone: 'bad' }),
    ],
  ])('of one %s', (_name, object, status) => {
    expect(pods.status(object)).toEqual(status)
  })

  test.each([
    [
      'the first of two runs',
      [running, { waiting: { reason: 'PodInitializing' } }],
      'Init:0/2',
      'busy',
    ],
    ['the second waits', [ended(0, 'Completed'), { waiting: {} }], 'Init:1/2', 'busy'],
    ['the first failed', [ended(1, 'Error'), { waiting: {} }], 'Init:Error', 'bad'],
    ['the first failed by a signal', [ended(137, '', { signal: 9 }), {}], 'Init:Signal:9', 'bad'],
  ])('of one whose init containers: %s', (_name, states, word, tone) => {
    const init = [{ name: 'one' }, { name: 'two' }]
    const statuses = states.map((state, at) => ({ ...init[at], state }))
    const object = pod(
      { phase: 'Pending', initContainerStatuses: statuses },
      { initContainers: init },
    )
    expect(pods.status(object)).toMatchObject({ word, tone })
  })

  test('a sidecar counts as a container, and does not hold the others back', () => {
    const object = pod(
      {
        phase: 'Running',
        initContainerStatuses: [
          { name: 'proxy', started: true, ready: true, restartCount: 2, state: running },
        ],
        containerStatuses: [
          { name: 'app', ready: true, started: true, restartCount: 1, state: running },
        ],
        conditions: ready('True'),
      },
      { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] },
    )
    expect(pods.status(object)).toMatchObject({ word: 'Running', tone: 'ok' })
    expect([cell(object, 'Ready').text, cell(object, 'Restarts').text]).toEqual(['2/2', '3'])
  })

  test.each([
    ['one is done, one runs', ended(0, 'Completed'), running, 'NotReady'],
    ['one is done, one failed', ended(0, 'Completed'), ended(3, 'Error'), 'Error'],
  ])('of two containers: %s', (_name, first, second, word) => {
    const statuses = [
      { name: 'app', ready: false, state: first },
      { name: 'log', ready: true, state: second },
    ]
    const spec = { containers: [{ name: 'app' }, { name: 'log' }], restartPolicy: 'OnFailure' }
    expect(pods.status(pod({ phase: 'Running', containerStatuses: statuses }, spec))?.word).toBe(
      word,
    )
  })
})

test('restarts come with the moment of the last one, and a mark for each container with its name', () => {
  const object = pod(one(running, { ready: true, restartCount: 4, lastState: ended(1, 'Error') }))
  expect(cell(object, 'Restarts')).toEqual({ text: '4', ago: '2026-11-25T22:29:00Z' })
  expect(cell(object, 'Ready')).toEqual({
    text: '1/1',
    marks: [{ tone: 'ok', title: 'app: running' }],
  })
})
