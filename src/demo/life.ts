/** What changes by itself: the crash loop turns every five minutes. */
import type { KubeObject } from '../kube.ts'
import { stamp } from './data.ts'
import { count, fields, items, text } from './field.ts'
import { kindOf } from './kinds.ts'
import type { Store } from './store.ts'

const backOff = 5 * 60_000

export function step(store: Store, now: number): void {
  for (const pod of store.list(kindOf('Pod'))) {
    const last = text(pod, 'status.containerStatuses.0.lastState.terminated.finishedAt')
    if (last !== '' && now - Date.parse(last) > backOff) crash(store, pod, now)
  }
}

function crash(store: Store, pod: KubeObject, now: number): void {
  const [status] = items(pod, 'status.containerStatuses')
  const times = { startedAt: stamp(now - 40_000), finishedAt: stamp(now - 2000) }
  const next = {
    ...(status as object),
    restartCount: count(status, 'restartCount') + 1,
    lastState: { terminated: { ...fields(status, 'lastState.terminated'), ...times } },
  }
  store.put(kindOf('Pod'), {
    ...pod,
    status: { ...fields(pod, 'status'), containerStatuses: [next] },
  })
}
