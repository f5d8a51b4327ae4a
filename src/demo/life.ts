/** The world from its beginning, and what changes by itself: the crash loop turns every five minutes. */
import type { KubeObject } from '../kube.ts'
import { stamp } from './data.ts'
import { count, fields, items, text } from './field.ts'
import { kindOf } from './kinds.ts'
import { Store } from './store.ts'
import { worldOf } from './world.ts'
import { build } from './world/build.ts'

const after = (ms: number, run: () => void) => void setTimeout(run, ms).unref()

export function createWorld(start: Date) {
  const begun = performance.now()
  const clock = () => start.getTime() + performance.now() - begun
  const store = new Store(48_210, build(start.getTime()))
  const pulse = setInterval(() => step(store, clock()), 20_000).unref()
  const world = worldOf({ store, clock, after, age: () => '0s' })
  return { ...world, stop: () => clearInterval(pulse) }
}

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
  const lastState = { terminated: { ...fields(status, 'lastState.terminated'), ...times } }
  const next = { ...(status as object), restartCount: count(status, 'restartCount') + 1, lastState }
  store.put({
    ...pod,
    status: { ...fields(pod, 'status'), containerStatuses: [next] },
  })
}
