/** Claims: bound or why not, what their class and driver do, who uses them. */
import { expect, test } from 'vitest'
import type { Event, KubeObject } from '../../src/kind.ts'
import { kindOf } from '../../src/kinds.ts'
import { fixture } from '../support/fixtures.ts'
import { cellsOf, problemsOf, queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T22:50:00Z')
const kind = kindOf('persistentvolumeclaims')!
const claim = (name: string) => fixture('persistentvolumeclaims', name)

test.each([
  ['bound', 'ok', 'Bound', ''],
  ['provisioning', 'warn', 'Pending', ''],
  ['waits-for-pod', 'warn', 'Pending', ''],
  ['wrong-class', 'warn', 'Pending', ''],
  ['no-class', 'warn', 'Pending', 'no storage class'],
  ['by-hand', 'warn', 'Pending', 'no volume fits'],
  ['no-such-volume', 'warn', 'Pending', 'waits for volume gone-away'],
  ['lost', 'bad', 'Lost', 'its volume is gone'],
  ['in-use', 'busy', 'Terminating', 'until no pod uses it'],
  ['resizing', 'busy', 'Bound', 'growing to 20Gi'],
  ['resize-waits-for-node', 'busy', 'Bound', 'grows to 20Gi when a pod starts'],
  ['resize-failed', 'bad', 'Bound', 'cannot grow'],
])('%s is %s %s', (name, tone, word, reason) => {
  expect(kind.status(claim(name))).toMatchObject({ tone, word, reason })
})

test('what its list says of one', () => {
  expect(cellsOf('persistentvolumeclaims', 'bound')).toEqual({
    Name: 'data-postgres-0',
    Status: 'Bound',
    Volume: 'disk-3',
    Capacity: '20Gi',
    Requested: '20Gi',
    'Access Modes': 'RWO',
    StorageClass: 'standard',
    Age: '2026-11-25T22:40:56Z',
    VolumeMode: 'Filesystem',
  })
})

test('why it has no volume, as far as it says itself', () => {
  const asks = 'It asks for 5Gi, ReadWriteMany.'
  expect(problemsOf('persistentvolumeclaims', claim('by-hand'), now)).toEqual([
    [
      'warn',
      'No volume fits it',
      'Its storage class is empty: nothing makes a volume for it, it takes one that is there and has no class.',
      asks,
    ],
  ])
  expect(problemsOf('persistentvolumeclaims', claim('no-such-volume'), now)).toEqual([
    [
      'warn',
      'It waits for volume gone-away',
      'It names this volume, and takes no other. It is not there, bound to another claim, or does not fit.',
      asks,
    ],
  ])
  expect(problemsOf('persistentvolumeclaims', claim('no-class'), now)).toEqual([
    [
      'warn',
      'It names no storage class, and the cluster has no default one',
      'It is bound only where a volume without a class fits.',
      'It asks for 5Gi, ReadWriteOnce.',
    ],
  ])
  for (const name of ['bound', 'waits-for-pod', 'provisioning', 'resizing'])
    expect(problemsOf('persistentvolumeclaims', claim(name), now), name).toEqual([])
})

test('one that lost its volume, cannot grow, or cannot go', () => {
  expect(problemsOf('persistentvolumeclaims', claim('lost'), now)).toEqual([
    [
      'bad',
      'Its volume lost-disk is gone',
      'The claim was bound to it. What was stored there may be gone too.',
    ],
  ])
  expect(problemsOf('persistentvolumeclaims', claim('resize-failed'), now)).toEqual([
    [
      'bad',
      'It cannot grow',
      'failed to expand pvc with: rpc error: code = OutOfRange desc = the backend has no more than 16Gi',
      'It has 10Gi. It asks for 20Gi, ReadWriteOnce.',
    ],
  ])
  expect(problemsOf('persistentvolumeclaims', claim('resize-waits-for-node'), now)).toEqual([
    [
      'warn',
      'Its volume has grown, its file system has not',
      'Waiting for user to (re-)start a pod to finish file system resize of volume on node.',
    ],
  ])
  expect(problemsOf('persistentvolumeclaims', claim('in-use'), now)).toEqual([
    [
      'warn',
      'It should have been gone 6m3s ago',
      'It waits for kubernetes.io/pvc-protection (a pod that uses the claim).',
    ],
  ])
  const later = new Date('2026-11-25T23:00:00Z')
  expect(problemsOf('persistentvolumeclaims', claim('resizing'), later)).toEqual([
    ['warn', 'It has been growing for 17m'],
  ])
})

const event = (reason: string, message = '', type = 'Normal'): Event => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: reason },
  lastTimestamp: '2026-11-25T22:49:00Z',
  reason,
  message,
  type,
})
const told = (name: string, ...events: Event[]) =>
  kind.told!(claim(name), events, now).map(({ tone, title }) => `${tone} ${title}`)

test('what only events know of one that is pending', () => {
  const first = event('WaitForFirstConsumer', 'waiting for first consumer to be created')
  expect(told('waits-for-pod', first)).toEqual(['idle It waits for the first pod that uses it'])
  const missing = fixture('events', 'provisioning-failed') as Event
  expect(told('wrong-class', missing)).toEqual(['bad There is no storage class nope'])
  const full = event('ProvisioningFailed', 'rpc error: no space', 'Warning')
  expect(told('waits-for-pod', first, full)).toEqual(['bad The volume cannot be made'])
  const asked = event('ExternalProvisioning', 'Waiting for a volume to be created')
  expect(told('provisioning', asked)).toEqual([
    'warn Its volume is not made yet: asked ssd.csi.example.com for 9m4s',
  ])
  const pod = event('WaitForPodScheduled', 'waiting for pod web-0 to be scheduled')
  expect(told('waits-for-pod', pod)).toEqual(['warn It waits for its pod to be scheduled'])
  expect(told('waits-for-pod')).toEqual([])
})

test('events of one that has its volume, and old ones, are of the past', () => {
  const failed = event('ProvisioningFailed', 'no', 'Warning')
  expect(told('bound', failed)).toEqual([])
  const old = { ...failed, lastTimestamp: '2026-11-25T20:00:00Z' }
  expect(told('waits-for-pod', old)).toEqual([])
})

const pod = (uid: string, claimName?: string) =>
  ({
    kind: 'Pod',
    metadata: { name: uid, uid },
    spec: {
      volumes: [{ emptyDir: {} }, ...(claimName ? [{ persistentVolumeClaim: { claimName } }] : [])],
    },
  }) as unknown as KubeObject

test('who uses it', () => {
  expect(queriesOf('persistentvolumeclaims', claim('bound'))).toEqual({
    pods: { namespace: 'data' },
  })
  const keep = kind.relations[0]!.keep!
  expect(keep(claim('bound'))(pod('a', 'data-postgres-0'))).toBe(true)
  expect(keep(claim('bound'))(pod('a', 'data-postgres-1'))).toBe(false)
  const { metadata } = claim('bound')
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Pod', name: 'b', uid: 'b' }]
  const owned = { ...claim('bound'), metadata: { ...metadata, ownerReferences } }
  expect([keep(owned)(pod('b')), keep(owned)(pod('c'))]).toEqual([true, false])
})

test('where it comes from', () => {
  const source = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'monday' }
  const { spec } = claim('bound') as { spec?: object }
  const restored = { ...claim('bound'), spec: { ...spec, dataSourceRef: source } }
  expect(sectionsOf('persistentvolumeclaims', restored, now)['Where it comes from']).toEqual({
    'Filled from': 'VolumeSnapshot monday',
  })
  expect(
    sectionsOf('persistentvolumeclaims', claim('provisioning'), now)['Where it comes from'],
  ).toEqual({ 'Made by': 'ssd.csi.example.com' })
})
