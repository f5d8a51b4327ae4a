/** The demo's cluster as it lives: objects, a clock, and how objects go. */
import type { KubeObject } from '../kube.ts'
import { stamp } from './data.ts'
import { kinds } from './kinds.ts'
import type { Store } from './store.ts'

export interface World {
  readonly store: Store
  /** Milliseconds. */
  clock(): number
  /** How old what comes into being is: `0s`, but for what there was before the start. */
  age(): string
  after(ms: number, run: () => void): void
  /** Gone at once; what it owned follows shortly. */
  remove(object: KubeObject): void
  /** Marked, it goes after its grace (`seconds`, at most two here) if no finalizer holds it. */
  retire(object: KubeObject, seconds: number): KubeObject
}

export const leaving = ({ metadata }: KubeObject) => metadata.deletionTimestamp !== undefined
export const held = ({ metadata }: KubeObject) => (metadata.finalizers ?? []).length > 0

export function worldOf(how: Pick<World, 'store' | 'clock' | 'age' | 'after'>): World {
  const { store, clock, after } = how
  const clear = (object: KubeObject) => dependents(store, object).forEach(remove)
  const remove = (object: KubeObject) => {
    store.remove(object)
    after(200, () => clear(object))
  }
  return {
    ...how,
    remove,
    retire(object, seconds) {
      after(Math.min(seconds * 1000, 2000), () => {
        const left = store.current(object)
        if (left === undefined || held(left)) return
        if (object.kind === 'Namespace') clear(object)
        remove(left)
      })
      return leaving(object) ? object : store.put(marked(object, seconds, clock()))
    },
  }
}

const marked = (object: KubeObject, grace: number, now: number): KubeObject => ({
  ...object,
  ...(object.kind === 'Namespace' && { status: { phase: 'Terminating' } }),
  metadata: {
    ...object.metadata,
    deletionTimestamp: stamp(now + grace * 1000),
    deletionGracePeriodSeconds: grace,
  },
})

/** What an object owns; a namespace owns what is in it. */
function dependents(store: Store, { kind: of, metadata }: KubeObject): readonly KubeObject[] {
  const owned = (one: KubeObject) =>
    of === 'Namespace'
      ? one.metadata.namespace === metadata.name
      : (one.metadata.ownerReferences ?? []).some((owner) => owner.uid === metadata.uid)
  return kinds.flatMap((kind) => store.list(kind).filter(owned))
}
