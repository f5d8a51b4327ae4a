/** What is wrong with a pod, in plain words. */
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/kind.ts'
import pods from '../../src/kinds/pods.ts'
import type { Event } from '../../src/views/event.ts'
import { fixture } from '../support/fixtures.ts'
import { ended, one, pod, ready, running } from '../support/pods.ts'

const now = new Date('2026-11-25T22:30:00Z')
const titles = (object: KubeObject) => pods.problems(object, now).map(({ title }) => title)
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

const placed = (lastTransitionTime: string, more: object = {}) => {
  const conditions = [{ type: 'PodScheduled', status: 'True', lastTransitionTime }]
  return titles(pod({ phase: 'Pending', conditions, ...more }, { nodeName: 'mast-1' }))
}

describe('what is wrong', () => {
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
    expect(problem?.next[0]).toMatchObject({
      part: 'logs',
      query: { previous: '1', container: 'app' },
      run: 'kubectl logs --previous -n shop cart -c app',
    })
  })

  test('ended just now and not yet started anew: it is this life whose words are looked for', () => {
    const more = { restartCount: 14, lastState: ended(1, 'Error') }
    const [problem] = pods.problems(pod(one(ended(1, 'Error'), more)), now)
    expect(problem?.title).toBe('Container app keeps crashing: 14 restarts, the last 60s ago')
    expect(problem?.next[0]).toMatchObject({
      part: 'logs',
      query: { container: 'app' },
      run: 'kubectl logs -n shop cart -c app',
    })
    expect(problem?.next[0]?.query).not.toHaveProperty('previous')
  })

  test.each([
    ['0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found', 0],
    ['0/4 nodes are available: persistentvolumeclaim "data" not found. not found', 0],
    ["0/4 nodes are available: 4 node(s) didn't find available persistent volumes to bind.", 1],
  ])('no place for want of a volume: its claims are what to look at: %s', (message, at) => {
    const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }]
    const volumes = [
      { name: 'a', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'b', ephemeral: {} },
      { name: 'c', emptyDir: {} },
    ]
    const [problem] = pods.problems(pod({ phase: 'Pending', conditions }, { volumes }), now)
    expect(problem?.next.slice(at, -1).map(({ text, to }) => [text, to])).toEqual(
      ['data', 'cart-b'].map((name) => [
        `Claim ${name}`,
        { resource: 'persistentvolumeclaims', namespace: 'shop', name },
      ]),
    )
  })

  test('its node was told of it, and has not said a word of it', () => {
    const long = '2026-11-25T22:25:00Z'
    expect(placed(long)).toEqual(['Its node mast-1 has not begun with it, for 5m'])
    expect(placed('2026-11-25T22:29:30Z')).toEqual([])
    const { containerStatuses } = one({ waiting: { reason: 'ContainerCreating' } })
    expect(placed(long, { containerStatuses })).toEqual([])
  })

  test('its containers were ready, and its node is not', () => {
    const status = { ...one(running, { ready: true, started: true }), conditions: ready('False') }
    const [problem, ...more] = pods.problems(pod(status, { nodeName: 'mast-1' }), now)
    expect(problem?.title).toBe('Its node mast-1 is not ready')
    expect(problem?.next[0]?.to).toEqual({ resource: 'nodes', name: 'mast-1' })
    expect(more).toEqual([])
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
    ['crash-loop-waiting', /^Container .+ keeps crashing: \d+ restarts?, the last /],
  ])('%s', (name, title) => {
    expect(titles(fixture('pods', name))[0]).toMatch(title)
  })

  test('a deletion that does not end, and what holds it', () => {
    const meta = { deletionTimestamp: '2026-11-25T22:18:00Z', finalizers: ['a/b'] }
    const [problem] = pods.problems(pod(one(running), {}, meta), now)
    expect(problem).toMatchObject({ title: 'It should have been gone 12m ago' })
    expect(problem?.evidence[0]).toContain('a/b')
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
