/** The demo’s world holds together: counts, owners and selectors say the same. */
import { expect, test } from 'vitest'
import { build } from '../../src/demo/world.ts'
import { at, count, fields, items, text } from '../../src/demo/field.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const objects = build(now)
const of = (kind: string) => objects.filter((one) => one.kind === kind)
const pods = of('Pod')
const ready = (pod: object) =>
  items(pod, 'status.conditions').some(
    (one) => text(one, 'type') === 'Ready' && text(one, 'status') === 'True',
  )

test('it is the same world every time', () => {
  expect(build(now)).toEqual(objects)
})

test('there is a shop’s worth of pods', () => {
  expect(pods.length).toBeGreaterThanOrEqual(40)
  expect(pods.length).toBeLessThanOrEqual(65)
  expect(of('Node')).toHaveLength(4)
})

test('every owner exists and every uid is one object’s', () => {
  const uids = new Set(objects.map((one) => one.metadata.uid))
  expect(uids.size).toBe(objects.length)
  for (const one of objects)
    for (const owner of one.metadata.ownerReferences ?? []) expect(uids).toContain(owner.uid)
})

test.each(['ReplicaSet', 'StatefulSet', 'DaemonSet'])('a %s counts its own pods', (kind) => {
  for (const set of of(kind)) {
    const own = pods.filter((pod) => pod.metadata.ownerReferences?.[0]?.uid === set.metadata.uid)
    const wanted = kind === 'DaemonSet' ? 'numberReady' : 'readyReplicas'
    expect(own.length).toBe(
      count(set, kind === 'DaemonSet' ? 'status.desiredNumberScheduled' : 'spec.replicas'),
    )
    expect(own.filter(ready).length).toBe(count(set, `status.${wanted}`))
    for (const pod of own)
      expect(pod.metadata.labels).toMatchObject(fields(set, 'spec.selector.matchLabels'))
  }
})

function has(kind: string, namespace: string | undefined, name: string): boolean {
  const same = ({ metadata }: (typeof objects)[number]) =>
    metadata.name === name && metadata.namespace === namespace
  return of(kind).some(same)
}

test('what pods and ingresses refer to exists', () => {
  for (const pod of pods) {
    const { namespace } = pod.metadata
    for (const volume of items(pod, 'spec.volumes')) {
      const [claim, config] = [
        text(volume, 'persistentVolumeClaim.claimName'),
        text(volume, 'configMap.name'),
      ]
      if (claim !== '') expect(has('PersistentVolumeClaim', namespace, claim), claim).toBe(true)
      if (config !== '') expect(has('ConfigMap', namespace, config), config).toBe(true)
    }
    for (const from of items(pod, 'spec.containers.0.envFrom')) {
      const kind = at(from, 'secretRef') === undefined ? 'ConfigMap' : 'Secret'
      expect(
        has(kind, namespace, text(from, 'secretRef.name') || text(from, 'configMapRef.name')),
      ).toBe(true)
    }
  }
  for (const one of of('Ingress')) {
    const service = text(one, 'spec.rules.0.http.paths.0.backend.service.name')
    expect(has('Service', one.metadata.namespace, service), service).toBe(true)
  }
})

test('the five failing scenes are told by status and by events', () => {
  const waits = pods.map((pod) => text(pod, 'status.containerStatuses.0.state.waiting.reason'))
  expect(waits).toEqual(expect.arrayContaining(['CrashLoopBackOff', 'ImagePullBackOff']))
  const reasons = of('Event').map((one) => text(one, 'reason'))
  expect(reasons).toEqual(
    expect.arrayContaining([
      'BackOff',
      'Failed',
      'FailedScheduling',
      'BackoffLimitExceeded',
      'ProvisioningFailed',
    ]),
  )
  expect(pods.filter((pod) => text(pod, 'spec.nodeName') === '')).toHaveLength(2)
  expect(
    of('Job').filter((one) => text(one, 'status.conditions.0.reason') === 'BackoffLimitExceeded'),
  ).toHaveLength(1)
  expect(
    of('PersistentVolumeClaim').filter((one) => text(one, 'status.phase') === 'Pending'),
  ).toHaveLength(1)
})

test('a pod is scheduled when it is born, at whatever millisecond the world begins', () => {
  const all = build(now + 437)
  const born = new Map(all.map(({ metadata }) => [metadata.uid, metadata.creationTimestamp ?? '']))
  const scheduled = all.filter((one) => text(one, 'reason') === 'Scheduled')
  expect(scheduled.length).toBeGreaterThan(5)
  for (const one of scheduled) {
    const birth = Date.parse(born.get(text(one, 'involvedObject.uid')) ?? '')
    expect(Math.abs(Date.parse(text(one, 'eventTime')) - birth)).toBeLessThan(2000)
  }
})

test('nothing has happened later than the start', () => {
  const times = JSON.stringify(objects).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? []
  expect(times.filter((time) => Date.parse(time) > now)).toEqual([])
})
