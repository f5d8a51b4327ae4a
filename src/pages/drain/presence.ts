/** Which pods are on a node: looked at once for all who wait for one to be gone. */
import { fieldsWritten } from '../../kinds/parts/selectors.ts'
import { eachPage, type Kube, type ObjectMeta, type Resource } from '../../kube.ts'

/** Milliseconds between two looks: kubectl's. */
const pace = 1000
const page = 500

/** By uid: who has the name of one that is gone is another. */
type There = ReadonlyMap<string, ObjectMeta>

interface Look {
  readonly at: number
  readonly there: Promise<There>
  /** It waits for its answer, however long: no other is begun beside it. */
  pending: boolean
}

export class Presence {
  readonly #pods: Resource
  readonly #fields: string
  #last: Look | null = null

  constructor(pods: Resource, node: string) {
    this.#pods = pods
    this.#fields = fieldsWritten({ 'spec.nodeName': node })
  }

  /** As it was a moment ago, or when a look began that still waits; null: it is not there. */
  async look(kube: Kube, uid: string): Promise<ObjectMeta | null> {
    const last = this.#last
    const isFresh = last !== null && (last.pending || performance.now() - last.at <= pace)
    return (await (isFresh ? last : this.#begin(kube)).there).get(uid) ?? null
  }

  #begin(kube: Kube): Look {
    const look: Look = { at: performance.now(), there: this.#all(kube), pending: true }
    this.#last = look
    look.there.then(
      () => (look.pending = false),
      // Who comes next after a failure asks anew.
      () => (this.#last = this.#last === look ? null : this.#last),
    )
    return look
  }

  async #all(kube: Kube): Promise<There> {
    const there = new Map<string, ObjectMeta>()
    const query = { namespace: null, fields: this.#fields, limit: page }
    for await (const { items } of eachPage(query, (each) => kube.metadata(this.#pods, each)))
      for (const { metadata } of items) there.set(metadata.uid ?? '', metadata)
    return there
  }
}
