/** What a pod's status tells where its log is looked at. */
import { describe, expect, test } from 'vitest'
import { livedBefore, podSilence } from '../../src/kinds/parts/pod-silence.ts'
import { fixture } from '../support/fixtures.ts'
import { ended, one, pod, running } from '../support/pods.ts'

const now = new Date('2026-11-25T22:30:00Z')
const told = (of: object, { previous = false, container = 'app' } = {}) =>
  podSilence(of as Parameters<typeof podSilence>[0], [container], previous, now)
const words = (of: object, how?: Parameters<typeof told>[1]) =>
  told(of, how).map(({ title, evidence }) => [title, ...evidence])

test('of one that runs there is nothing to say', () => {
  expect(told(pod(one(running)))).toEqual([])
  expect(told(fixture('pods', 'running'), { container: 'web' })).toEqual([])
})

describe('one that has not started', () => {
  test('says what it waits for', () => {
    const creating = { waiting: { reason: 'ContainerCreating' } }
    expect(words(pod({ ...one(creating), phase: 'Pending' }, { nodeName: 'worker-1' }))).toEqual([
      ['Container app has not started yet: it has said nothing', 'ContainerCreating.'],
    ])
  })

  test('leads to the init container that runs before it', () => {
    const spec = { nodeName: 'w', initContainers: [{ name: 'migrate' }, { name: 'warm' }] }
    const status = {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'migrate', state: ended(0, 'Completed') },
        { name: 'warm', state: running },
      ],
      containerStatuses: [{ name: 'app', state: { waiting: { reason: 'PodInitializing' } } }],
    }
    expect(told(pod(status, spec))).toMatchObject([
      {
        tone: 'idle',
        title: 'Container app has not started yet: warm runs before it',
        next: [{ text: 'What warm says', part: 'logs', query: { container: 'warm' } }],
      },
    ])
    expect(told(pod(status, spec), { container: 'warm' })).toEqual([])
  })

  test('says what holds up the init container before it', () => {
    const spec = { nodeName: 'w', initContainers: [{ name: 'migrate' }] }
    const waits = { waiting: { reason: 'CrashLoopBackOff' } }
    const migrate = { name: 'migrate', restartCount: 4, state: waits, lastState: ended(1, 'Error') }
    const status = { phase: 'Pending', initContainerStatuses: [migrate] }
    expect(told(pod(status, spec)).map(({ title }) => title)).toEqual([
      'Container migrate keeps crashing: 4 restarts, the last 60s ago',
      'Container app has not started yet: migrate runs before it',
    ])
  })

  test('whose pod has no node says why, and no more', () => {
    expect(told(fixture('pods', 'unschedulable')).map(({ title }) => title)).toEqual([
      'No node fits this pod',
    ])
    expect(words(pod({ phase: 'Pending' }))).toEqual([
      ['Container app has not started yet: it has said nothing', 'It has no node yet.', 'Pending.'],
    ])
  })
})

describe('one that ended', () => {
  const last = ended(2, 'Error', { message: 'row 17: no price' })
  const failed = pod({ ...one(last), phase: 'Failed' }, { restartPolicy: 'Never' })

  test('says how, and its last words; a step to the page itself is left out', () => {
    expect(told(failed)).toMatchObject([
      {
        title: 'Container app failed: exit 2',
        evidence: ['Its last words: row 17: no price'],
        next: [],
      },
    ])
  })

  test('well is said as well', () => {
    const done = pod({ ...one(ended(0, 'Completed')), phase: 'Succeeded' })
    expect(told(done)).toMatchObject([
      { tone: 'idle', title: 'Container app ended with exit 0, 60s ago' },
    ])
  })

  test('with its whole pod says why the pod is over, and how the container ended', () => {
    const killed = { ...one(ended(137, 'Error')), phase: 'Failed', reason: 'Evicted' }
    expect(words(pod({ ...killed, message: 'The node was low on memory.' }))).toEqual([
      ['It was evicted from its node', 'The node was low on memory.'],
      ['Container app ended with exit 137 (SIGKILL, killed), 60s ago'],
    ])
  })
})

describe('the life before', () => {
  const loop = pod(
    one({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 3, lastState: ended(3, 'E') }),
  )
  const steps = (previous: boolean) =>
    told(loop, { previous }).flatMap(({ next }) => next.map(({ part }) => part))

  test('is offered where there is one, but not on its own page', () => {
    expect(steps(false)).toEqual(['logs', 'events'])
    expect(steps(true)).toEqual(['events'])
  })

  test('that never was is said, with the way back', () => {
    expect(told(pod(one(running)), { previous: true })).toMatchObject([
      {
        title: 'Container app was never started again: there is no life before this one',
        next: [{ part: 'logs', query: { container: 'app' } }],
      },
    ])
  })

  test('of one that runs well again says how it ended, however long ago', () => {
    const long = { finishedAt: '2026-11-22T22:30:00Z' }
    const back = pod(one(running, { ready: true, restartCount: 1, lastState: ended(1, 'E', long) }))
    expect(words(back, { previous: true })).toEqual([
      ['Container app ended then with exit 1, 3d ago'],
    ])
    expect(told(back)).toEqual([])
  })

  test('is known by restarts and by the last state', () => {
    expect(livedBefore(loop as never, 'app')).toBe(true)
    expect(livedBefore(pod(one(running)) as never, 'app')).toBe(false)
    expect(livedBefore(loop as never, 'proxy')).toBe(false)
  })
})
