/** The demo's cluster as it lives: objects, clock, and what its controllers would do. */
import type { KubeObject } from '../kube.ts'
import { type Kind, kindOf, kinds } from './kinds.ts'
import { step } from './life.ts'
import { Store } from './store.ts'
import { build } from './world/build.ts'

export interface World {
  readonly store: Store
  /** Milliseconds. */
  clock(): number
  /** Somebody looks: life goes on for a while. */
  seen(): void
  /** Somebody watches; call the answer when they leave. */
  watched(): () => void
  /** Gone at once; what it owned follows shortly. */
  remove(kind: Kind, object: KubeObject): void
  /** An object marked for deletion goes after its grace (`seconds`, at most two here) and its dependents. */
  retire(kind: Kind, object: KubeObject, seconds: number): void
  stop(): void
}

const tick = 20_000

export function createWorld(start: Date, pods: number): World {
  const begun = performance.now()
  const clock = () => start.getTime() + performance.now() - begun
  const store = new Store(48_210)
  for (const object of build(start.getTime(), pods)) store.put(kindOf(object.kind), object)
  store.settle()
  const timers = new Set<NodeJS.Timeout>()
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms).unref()
    timers.add(timer)
  }
  const pulse = beating(() => step(store, clock()), after)
  const remove = (kind: Kind, object: KubeObject) => {
    store.remove(kind, object)
    after(200, () => dependents(store, object).forEach(([of, one]) => remove(of, one)))
  }
  const retire = (kind: Kind, object: KubeObject, seconds: number) =>
    after(Math.min(seconds * 1000, 2000), () => {
      dependents(store, object).forEach(([of, one]) => remove(of, one))
      const { name, namespace = '', uid } = object.metadata
      const left = store.get(kind, namespace, name)
      if (left?.metadata.uid === uid && left !== undefined) release(store, kind, left, remove)
    })
  return { store, clock, ...pulse, remove, retire, stop: () => timers.forEach(clearTimeout) }
}

/** Beats while somebody watches, and once after each look. */
function beating(beat: () => void, after: (ms: number, run: () => void) => void) {
  let watchers = 0
  let waiting = false
  const seen = () => {
    if (waiting) return
    waiting = true
    after(tick, () => {
      waiting = false
      beat()
      if (watchers > 0) seen()
    })
  }
  const watched = () => {
    watchers++
    seen()
    return () => void watchers--
  }
  return { seen, watched }
}

/** What an object owns; a namespace owns what is in it. */
function dependents(
  store: Store,
  { kind: of, metadata }: KubeObject,
): readonly [Kind, KubeObject][] {
  const owned = (one: KubeObject) =>
    of === 'Namespace'
      ? one.metadata.namespace === metadata.name
      : (one.metadata.ownerReferences ?? []).some((owner) => owner.uid === metadata.uid)
  return kinds.flatMap((kind) =>
    store
      .list(kind, null)
      .filter(owned)
      .map((one): [Kind, KubeObject] => [kind, one]),
  )
}

function release(store: Store, kind: Kind, object: KubeObject, remove: World['remove']): void {
  const { finalizers = [], ...metadata } = object.metadata
  const left = finalizers.filter((one) => one !== 'foregroundDeletion')
  if (left.length === 0) remove(kind, object)
  else if (left.length < finalizers.length)
    store.put(kind, { ...object, metadata: { ...metadata, finalizers: left } })
}
