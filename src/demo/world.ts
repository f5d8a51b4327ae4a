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
  /** Gone at once; what it owned follows shortly. */
  remove(kind: Kind, object: KubeObject): void
  /** Goes after its grace (`seconds`, at most two here) if no finalizer holds it. */
  retire(kind: Kind, object: KubeObject, seconds: number): void
  stop(): void
}

export const leaving = ({ metadata }: KubeObject) => metadata.deletionTimestamp !== undefined
export const held = ({ metadata }: KubeObject) => (metadata.finalizers ?? []).length > 0

const tick = 20_000

export function createWorld(start: Date, pods: number): World {
  const begun = performance.now()
  const clock = () => start.getTime() + performance.now() - begun
  const store = new Store(
    48_210,
    build(start.getTime(), pods).map((one) => [kindOf(one.kind), one]),
  )
  const pulse = setInterval(() => step(store, clock()), tick).unref()
  const follow = (object: KubeObject) =>
    dependents(store, object).forEach(([kind, one]) => remove(kind, one))
  const remove = (kind: Kind, object: KubeObject) => {
    store.remove(kind, object)
    after(200, () => follow(object))
  }
  const retire = (kind: Kind, object: KubeObject, seconds: number) =>
    after(Math.min(seconds * 1000, 2000), () => {
      const { name, namespace = '', uid } = object.metadata
      const left = store.get(kind, namespace, name)
      if (left === undefined || left.metadata.uid !== uid || held(left)) return
      if (object.kind === 'Namespace') follow(object)
      remove(kind, left)
    })
  return { store, clock, remove, retire, stop: () => clearInterval(pulse) }
}

const after = (ms: number, run: () => void) => void setTimeout(run, ms).unref()

/** What an object owns; a namespace owns what is in it. */
function dependents(store: Store, { kind: of, metadata }: KubeObject) {
  const owned = (one: KubeObject) =>
    of === 'Namespace'
      ? one.metadata.namespace === metadata.name
      : (one.metadata.ownerReferences ?? []).some((owner) => owner.uid === metadata.uid)
  const all = (kind: Kind) => store.list(kind).filter(owned)
  return kinds.flatMap((kind) => all(kind).map((one) => [kind, one] as const))
}
