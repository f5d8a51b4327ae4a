/** DaemonSets as the controller left them: status, cells, problems. */
import { describe, expect, test } from 'vitest'
import daemonSets from '../../src/kinds/daemonsets.apps.ts'
import type { KubeObject } from '../../src/kind.ts'
import { fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T22:50:00Z')
const recorded = (name: string) => fixture('daemonsets.apps', name)
const status = (object: KubeObject) => {
  const { tone, word, reason } = daemonSets.status(object)!
  return `${tone} ${word}: ${reason}`
}
const titles = (object: KubeObject) =>
  daemonSets.problems(object, now).map(({ tone, title }) => `${tone}: ${title}`)

test.each([
  ['available', 'ok Available: ', []],
  ['image-pull', 'bad Unavailable: 0 of 4 available', ['bad: None of its pods is available']],
  ['refused', 'bad Unavailable: 0 of 4 available', ['bad: None of its pods is available']],
  ['nowhere', 'idle No nodes: no node is to have a pod', ['warn: It runs on no node']],
  ['on-delete', 'warn Outdated: 0 of 4 updated', ['warn: 4 of 4 pods are of an older revision']],
  [
    'misscheduled',
    'warn Misscheduled: 1 pod where none should be',
    ['warn: 1 pod runs on a node that should not have one'],
  ],
])('as a real controller left it: %s', (name, words, problems) => {
  expect([status(recorded(name)), titles(recorded(name))]).toEqual([words, problems])
})

/** One on each of four nodes, all well but for what is told. */
const told = (more: object, rollingUpdate: object = { maxUnavailable: 1 }): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', namespace: 'infra', generation: 1 },
  spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
  status: {
    observedGeneration: 1,
    desiredNumberScheduled: 4,
    currentNumberScheduled: 4,
    updatedNumberScheduled: 4,
    numberReady: 4,
    numberAvailable: 4,
    ...more,
  },
})

describe('its status', () => {
  test.each<[string, KubeObject, string]>([
    ['well', told({}), 'ok Available: '],
    [
      'rolling out, one at a time',
      told({ updatedNumberScheduled: 1, numberAvailable: 3 }),
      'busy Rolling out: 1 of 4 updated',
    ],
    [
      'short of more than a rollout takes',
      told({ updatedNumberScheduled: 1, numberAvailable: 2 }),
      'warn Degraded: 2 of 4 available',
    ],
    [
      'rolling out, half of them at a time',
      told({ updatedNumberScheduled: 1, numberAvailable: 2 }, { maxUnavailable: '50%' }),
      'busy Rolling out: 1 of 4 updated',
    ],
    ['short of one', told({ numberAvailable: 3 }), 'warn Degraded: 3 of 4 available'],
    [
      'its controller is behind',
      told({ observedGeneration: 0 }),
      'busy Changing: its controller has not seen the change yet',
    ],
  ])('%s', (_name, object, words) => {
    expect(status(object)).toBe(words)
  })
})

const event = (lastTimestamp: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'unsafe.1' },
  type: 'Warning',
  reason: 'FailedCreate',
  message: 'Error creating: pods "unsafe-1" is forbidden: not today.',
  lastTimestamp,
})

test('pods that are refused stand in its events for as long as its controller waits', () => {
  const said = (instant: string) =>
    daemonSets.told!(recorded('refused'), [event(instant)], now).map(({ title }) => title)
  expect(said('2026-11-25T22:33:00Z')).toEqual(['Its pods are refused: not today'])
  expect(said('2026-11-25T22:29:00Z')).toEqual([])
  expect(daemonSets.problems(recorded('refused'), now)[0]?.evidence).toEqual([
    '0 of 4 nodes have one.',
  ])
})

test('its cells are kubectl’s', () => {
  const texts = daemonSets.columns
    .filter(({ title }) => !['Name', 'Age', 'Status'].includes(title))
    .map(({ title, cell }) => `${title} ${cell(recorded('on-delete')).text}`)
  expect(texts).toEqual([
    'Desired 4',
    'Current 4',
    'Ready 4',
    'Up-to-date 0',
    'Available 4',
    'Node Selector kubernetes.io/os=linux',
    'Images registry.example.com/probe:2.0',
    'Containers probe',
    'Selector app=probe',
  ])
})

test('its revisions are those that it owns', () => {
  const { keep } = daemonSets.relations.find(({ id }) => id === 'revisions')!
  const revisions = ['daemonset', 'statefulset'].map((name) =>
    fixture('controllerrevisions.apps', name),
  )
  expect(revisions.map(keep!(recorded('on-delete')))).toEqual([true, false])
})
