/** The demo's cluster: as it stands at the start, and as it lives: objects, a clock, and how objects go. */
import type { KubeObject } from '../kube.ts'
import { stamp, table } from './data.ts'
import { kinds } from './kinds.ts'
import type { Store } from './store.ts'
import { endpointSlices } from './world/endpoints.ts'
import { events } from './world/events.ts'
import { make } from './world/make.ts'
import { workload } from './world/workloads.ts'

/** @param now the start, in milliseconds */
export function build(now: number): readonly KubeObject[] {
  const works = table('workloads').flatMap((row) => workload(row, now))
  const others = kinds.flatMap(({ kind }) => table(kind).map((row) => make(kind, { ...row, now })))
  const all = [...others, ...works]
  return [...all, ...endpointSlices(all, now), ...events(all, now)]
}

export interface World {
  readonly store: Store
  /** Milliseconds. */
  clock(): number
  /** Gone at once; what it owned follows shortly. */
  remove(object: KubeObject): void
  /** Marked, it goes after its grace (`seconds`, at most two here) if no finalizer holds it. */
  retire(object: KubeObject, seconds: number): KubeObject
}

export const leaving = ({ metadata }: KubeObject) => metadata.deletionTimestamp !== undefined
export const held = ({ metadata }: KubeObject) => (metadata.finalizers ?? []).length > 0

export const after = (ms: number, run: () => void) => void setTimeout(run, ms).unref()

export function worldOf(store: Store, clock: () => number): World {
  const clear = (object: KubeObject) => dependents(store, object).forEach(remove)
  const remove = (object: KubeObject) => {
    store.remove(object)
    after(200, () => clear(object))
  }
  return {
    store,
    clock,
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

function marked(object: KubeObject, grace: number, now: number): KubeObject {
  const times = { deletionTimestamp: stamp(now + grace * 1000), deletionGracePeriodSeconds: grace }
  const status = object.kind === 'Namespace' && { status: { phase: 'Terminating' } }
  return { ...object, ...status, metadata: { ...object.metadata, ...times } }
}

/** What an object owns; a namespace owns what is in it. */
function dependents(store: Store, { kind: of, metadata }: KubeObject): readonly KubeObject[] {
  const owned = (one: KubeObject) =>
    of === 'Namespace'
      ? one.metadata.namespace === metadata.name
      : (one.metadata.ownerReferences ?? []).some((owner) => owner.uid === metadata.uid)
  return kinds.flatMap((kind) => store.list(kind).filter(owned))
}
