/** Pods in every state that was recorded, and in those that are hard to come by. */
import { describe, expect, test } from 'vitest'
import pods from '../../src/kinds/pods.ts'
import type { KubeObject } from '../../src/kind.ts'
import type { Event } from '../../src/views/event.ts'
import { fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T22:30:00Z')

/** A pod of one container `app`, or of what `spec` says. */
const pod = (status: object, spec: object = {}, meta: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart', namespace: 'shop', ...meta },
  spec: { containers: [{ name: 'app', image: 'shop/cart:1' }], restartPolicy: 'Always', ...spec },
  status,
})
const one = (state: object, more: object = {}) => ({
  phase: 'Running',
  containerStatuses: [{ name: 'app', restartCount: 0, ready: false, state, ...more }],
})
const running = { running: { startedAt: '2026-11-25T22:00:00Z' } }
const ended = (exitCode: number, reason: string, more: object = {}) => ({
  terminated: { exitCode, reason, finishedAt: '2026-11-25T22:29:00Z', ...more },
})
const ready = (status: string) => [{ type: 'Ready', status }]

const cell = (object: KubeObject, title: string) =>
  pods.columns.find((column) => column.title === title)!.cell(object)

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

describe('what is wrong', () => {
  const titles = (object: KubeObject) => pods.problems(object, now).map(({ title }) => title)

  test('nothing with one that runs', () => {
    expect(titles(fixture('pods', 'running'))).toEqual([])
  })

  test('out of memory again and again: how often, since when, at which limit, and where to look', () => {
    const loop = { waiting: { reason: 'CrashLoopBackOff' } }
    const more = { restartCount: 14, lastState: ended(137, 'OOMKilled') }
    const spec = { containers: [{ name: 'app', resources: { limits: { memory: '256Mi' } } }] }
    const [problem] = pods.problems(pod(one(loop, more), spec), now)
    expect(problem).toMatchObject({
      tone: 'bad',
      title: 'Container app keeps running out of memory: 14 restarts, the last 60s ago',
      evidence: ['It ended with exit 137, out of memory. Its limit is 256Mi.'],
    })
    expect(problem?.next[0]?.run).toBe('kubectl logs --previous -n shop cart -c app')
  })

  test('no node fits: each reason with its count', () => {
    const [problem] = pods.problems(fixture('pods', 'unschedulable'), now)
    expect(problem?.title).toBe('No node fits this pod')
    expect(problem?.evidence.length).toBeGreaterThan(0)
    for (const text of problem?.evidence ?? []) expect(text).toMatch(/^\d+ of \d+ nodes?: .+\.$/)
  })

  test.each([
    ['image-pull', /^The image of container .+ cannot be pulled/],
    ['failed', /^Container .+ failed: exit \d+/],
    ['crash-loop-waiting', /^Container .+ keeps ending: \d+ restarts?, the last /],
  ])('%s', (name, title) => {
    expect(titles(fixture('pods', name))[0]).toMatch(title)
  })

  test('a deletion that does not end, and what holds it', () => {
    const meta = { deletionTimestamp: '2026-11-25T22:18:00Z', finalizers: ['a/b'] }
    const [problem] = pods.problems(pod(one(running), {}, meta), now)
    expect(problem).toMatchObject({ title: 'It should have been gone 12m ago' })
    expect(problem?.evidence[0]).toContain('a/b')
  })

  const event = (reason: string, message: string, more: object = {}): Event => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'e' },
    type: 'Warning',
    reason,
    message,
    count: 5,
    lastTimestamp: '2026-11-25T22:29:00Z',
    ...more,
  })
  const waiting = pod({ ...one({ waiting: { reason: 'ContainerCreating' } }), phase: 'Pending' })

  test('events say what the pod itself does not know', () => {
    const told = pods.told?.(waiting, [event('FailedMount', 'configmap "x" not found')], now)
    expect(told).toMatchObject([
      {
        title: 'A volume cannot be mounted',
        evidence: ['configmap "x" not found', 'Said 5 times, the last 60s ago.'],
      },
    ])
  })

  test('a probe by its container', () => {
    const late = pod({ ...one(running, { started: true }), conditions: ready('False') })
    const said = event('Unhealthy', 'Readiness probe failed: HTTP 503', {
      involvedObject: { fieldPath: 'spec.containers{app}' },
    })
    expect(pods.told?.(late, [said], now)?.[0]?.title).toBe('Readiness probe of app fails')
  })

  test('events of one that is well again, and old ones, say nothing', () => {
    const well = pod({ ...one(running, { ready: true }), conditions: ready('True') })
    const old = event('FailedMount', 'x', { lastTimestamp: '2026-11-25T22:00:00Z' })
    expect(pods.told?.(well, [event('FailedMount', 'x')], now)).toEqual([])
    expect(pods.told?.(waiting, [old], now)).toEqual([])
  })
})
