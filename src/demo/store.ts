/** The objects, and every change of the last while: lists and watches come from here. */
import { EventEmitter } from 'node:events'
import type { KubeObject } from '../kube.ts'
import { type Kind, kindOf } from './kinds.ts'

/** `before` alone is a deletion, `after` alone a creation. */
export interface Change {
  readonly version: number
  readonly kind: Kind
  readonly before: KubeObject | null
  readonly after: KubeObject | null
}

const remembered = 2000

export class Store {
  readonly changed = new EventEmitter<{ change: [Change] }>().setMaxListeners(0)
  /** Of the newest change. */
  version: number
  /** Of changes up to this version nothing is known any more. */
  horizon: number
  #kept: Change[] = []
  readonly #objects = new Map<Kind, Map<string, KubeObject>>()
  readonly #sorted = new Map<Kind, readonly KubeObject[]>()

  /** The first objects are no news: what led to them is forgotten. */
  constructor(version: number, objects: readonly KubeObject[]) {
    this.version = this.horizon = version
    for (const object of objects) this.put(object)
    this.horizon = this.version
    this.#kept = []
  }

  get(kind: Kind, namespace: string, name: string): KubeObject | undefined {
    return this.#objects.get(kind)?.get(`${namespace}/${name}`)
  }

  /** As it is now, if it is still there. */
  current({ kind, metadata }: KubeObject): KubeObject | undefined {
    const found = this.get(kindOf(kind), metadata.namespace ?? '', metadata.name)
    return found?.metadata.uid === metadata.uid ? found : undefined
  }

  /** Creates or replaces; answers the object as stored. */
  put(object: KubeObject): KubeObject {
    const kind = kindOf(object.kind)
    const all = this.#objects.get(kind) ?? new Map<string, KubeObject>()
    const before = all.get(place(object)) ?? null
    const after = versioned(object, this.version + 1)
    this.#objects.set(kind, all.set(place(object), after))
    this.#record({ kind, before, after })
    return after
  }

  remove(object: KubeObject): void {
    const kind = kindOf(object.kind)
    if (this.#objects.get(kind)?.delete(place(object)) === true)
      this.#record({ kind, before: object, after: null })
  }

  /** In the order of etcd's keys. */
  list(kind: Kind): readonly KubeObject[] {
    const known = this.#sorted.get(kind)
    if (known !== undefined) return known
    const keyed = [...(this.#objects.get(kind) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const sorted = keyed.map(([, object]) => object)
    this.#sorted.set(kind, sorted)
    return sorted
  }

  since(version: number): readonly Change[] {
    return this.#kept.filter((one) => one.version > version)
  }

  #record(what: Omit<Change, 'version'>): void {
    const change = { ...what, version: ++this.version }
    this.#sorted.delete(what.kind)
    this.#kept.push(change)
    if (this.#kept.length > remembered) this.horizon = this.#kept.shift()?.version ?? 0
    this.changed.emit('change', change)
  }
}

export const versioned = (object: KubeObject, version: number): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion: String(version) },
})

/** The object's key, by which lists are sorted. */
export const place = ({ metadata }: KubeObject): string =>
  `${metadata.namespace ?? ''}/${metadata.name}`
