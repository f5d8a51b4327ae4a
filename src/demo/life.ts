/** What changes by itself: the crash loop turns every five minutes. */
import type { KubeObject } from '../kube.ts'
import { count, fields, items, text } from './field.ts'
import { kindOf } from './kinds.ts'
import type { Store } from './store.ts'
import { stamp } from './world/fill.ts'

const backOff = 5 * 60_000

export function step(store: Store, now: number): void {
  for (const pod of store.list(kindOf('Pod'), 'shop')) {
    const last = text(pod, 'status.containerStatuses.0.lastState.terminated.finishedAt')
    if (last !== '' && now - Date.parse(last) > backOff) crash(store, pod, now)
  }
}

function crash(store: Store, pod: KubeObject, now: number): void {
  const { name, namespace = '' } = pod.metadata
  const [status] = items(pod, 'status.containerStatuses')
  const turns = count(status, 'restartCount') + 1
  const terminated = {
    ...fields(status, 'lastState.terminated'),
    startedAt: stamp(now - 40_000),
    finishedAt: stamp(now - 2000),
  }
  const next = { restartCount: turns, lastState: { terminated } }
  const containerStatuses = [{ ...(status as object), ...next }]
  store.put(kindOf('Pod'), { ...pod, status: { ...(pod['status'] as object), containerStatuses } })
  const told = (one: KubeObject) =>
    text(one, 'involvedObject.name') === name && text(one, 'reason') === 'BackOff'
  const event = store.list(kindOf('Event'), namespace).find(told)
  if (event === undefined) return
  const more = { count: count(event, 'count') + 1, lastTimestamp: stamp(now) }
  store.put(kindOf('Event'), { ...event, ...more })
}
