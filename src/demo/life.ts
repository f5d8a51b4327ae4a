/** What changes by itself: the crash loop turns every five minutes. */
import type { KubeObject } from '../kube.ts'
import { count, items, text } from './field.ts'
import { kindOf } from './kinds.ts'
import type { Store } from './store.ts'
import { stamp } from './world/make.ts'
import { crashed } from './world/pods.ts'

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
  const next = crashed(name, `${namespace}/${name}`, now - 2000, turns, text(status, 'containerID'))
  const containerStatuses = [{ ...(status as object), ...next }]
  store.put(kindOf('Pod'), { ...pod, status: { ...(pod['status'] as object), containerStatuses } })
  const told = (one: KubeObject) =>
    text(one, 'involvedObject.name') === name && text(one, 'reason') === 'BackOff'
  const event = store.list(kindOf('Event'), namespace).find(told)
  if (event === undefined) return
  const more = { count: count(event, 'count') + 1, lastTimestamp: stamp(now) }
  store.put(kindOf('Event'), { ...event, ...more })
}
