/** Which pods are on a node: looked at once for all who wait for one to be gone. */
import { fieldsWritten } from '../../kinds/parts/selectors.ts'
import type { Kube, ObjectMeta, Resource } from '../../kube.ts'

/** Milliseconds between two looks: kubectl's. */
const pace = 1000
const page = 500

/** By uid: who has the name of one that is gone is another. */
type There = ReadonlyMap<string, ObjectMeta>

export class Presence {
  readonly #pods: Resource
  readonly #fields: string
  #last: { readonly at: number; readonly there: Promise<There> } | null = null

  constructor(pods: Resource, node: string) {
    this.#pods = pods
    this.#fields = fieldsWritten({ 'spec.nodeName': node })
  }

  /** As it was at most a moment ago; null: it is not there. */
  async look(kube: Kube, uid: string): Promise<ObjectMeta | null> {
    const now = performance.now()
    if (this.#last === null || now - this.#last.at > pace) {
      const there = this.#all(kube)
      this.#last = { at: now, there }
      // Who comes next after a failure asks anew.
      there.catch(() => (this.#last = null))
    }
    return (await this.#last.there).get(uid) ?? null
  }

  async #all(kube: Kube): Promise<There> {
    const there = new Map<string, ObjectMeta>()
    let next: string | null = null
    do {
      const asked = { namespace: null, fields: this.#fields, limit: page }
      const query = next === null ? asked : { ...asked, continue: next }
      const { items, continue: more } = await kube.metadata(this.#pods, query)
      for (const { metadata } of items) there.set(metadata.uid ?? '', metadata)
      next = more
    } while (next !== null)
    return there
  }
}
