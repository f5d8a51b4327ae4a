/** The objects, and every change of the last while: lists, watches and old snapshots come from here. */
import { EventEmitter } from 'node:events'
import type { KubeObject } from '../kube.ts'
import type { Kind } from './kinds.ts'

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
  #version: number
  #horizon: number
  #kept: Change[] = []
  readonly #objects = new Map<Kind, Map<string, KubeObject>>()
  readonly #sorted = new Map<Kind, readonly string[]>()

  constructor(version: number) {
    this.#version = this.#horizon = version
  }

  get version(): number {
    return this.#version
  }

  /** Of changes up to this version nothing is known any more. */
  get horizon(): number {
    return this.#horizon
  }

  get(kind: Kind, namespace: string, name: string): KubeObject | undefined {
    return this.#objects.get(kind)?.get(key(namespace, name))
  }

  /** Creates or replaces; answers the object as stored. */
  put(kind: Kind, object: KubeObject): KubeObject {
    const { name, namespace = '' } = object.metadata
    const before = this.get(kind, namespace, name) ?? null
    const after = versioned(object, this.#version + 1)
    const all = this.#objects.get(kind) ?? new Map<string, KubeObject>()
    this.#objects.set(kind, all.set(key(namespace, name), after))
    this.#record({ kind, before, after })
    return after
  }

  remove(kind: Kind, object: KubeObject): void {
    const { name, namespace = '' } = object.metadata
    if (this.#objects.get(kind)?.delete(key(namespace, name)) !== true) return
    this.#record({ kind, before: object, after: null })
  }

  /** Forgets how things came to be: the seed is no news. */
  settle(): this {
    this.#horizon = this.#version
    this.#kept = []
    return this
  }

  /** The objects as they were at a version not older than the horizon, in the order of etcd's keys. */
  list(kind: Kind, namespace: string | null, version = this.#version): readonly KubeObject[] {
    const past = this.since(version).filter((change) => change.kind === kind)
    const all = past.length === 0 ? this.#now(kind) : this.#then(kind, past)
    return namespace === null ? all : all.filter((one) => one.metadata.namespace === namespace)
  }

  since(version: number): readonly Change[] {
    return version >= this.#version ? [] : this.#kept.filter((one) => one.version > version)
  }

  #now(kind: Kind): readonly KubeObject[] {
    const all = this.#objects.get(kind)
    if (all === undefined) return []
    const keys = this.#sorted.get(kind) ?? [...all.keys()].toSorted(bytewise)
    this.#sorted.set(kind, keys)
    return keys.flatMap((one) => all.get(one) ?? [])
  }

  #then(kind: Kind, past: readonly Change[]): readonly KubeObject[] {
    const all = new Map(this.#objects.get(kind))
    for (const { before, after } of past.toReversed()) {
      if (after !== null) all.delete(key(after.metadata.namespace ?? '', after.metadata.name))
      if (before !== null)
        all.set(key(before.metadata.namespace ?? '', before.metadata.name), before)
    }
    const entries = [...all].toSorted(([a], [b]) => bytewise(a, b))
    return entries.map(([, object]) => object)
  }

  #record(what: Omit<Change, 'version'>): void {
    const change = { ...what, version: ++this.#version }
    if (what.before === null || what.after === null) this.#sorted.delete(what.kind)
    this.#kept.push(change)
    if (this.#kept.length > remembered) this.#horizon = this.#kept.shift()?.version ?? 0
    this.changed.emit('change', change)
  }
}

export const versioned = (object: KubeObject, version: number): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion: String(version) },
})

const key = (namespace: string, name: string) => `${namespace}/${name}`
const bytewise = (a: string, b: string) => (a < b ? -1 : 1)
