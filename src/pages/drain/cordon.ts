/** A node that a drain closes, and opens again only where it was a drain that closed it, and no other goes on. */
import { cordon, uncordon } from '../../actions/cordon.ts'
import type { Kube, Ref } from '../../kube.ts'
import { changed } from '../changed.ts'
import { isCordoned } from './draining.ts'
import { Gate } from './gate.ts'

/** What is under way on one node, in this process. */
interface Node {
  readonly drains: Set<Cordon>
  /** One closes or opens it at a time. */
  readonly gate: Gate
}

/** By uid. */
const nodes = new Map<string, Node>()

export class Cordon {
  readonly #ref: Ref
  readonly #uid: string
  /** It was open before. */
  #ours = false
  /** It was given back. */
  given = false

  constructor(ref: Ref, uid: string) {
    this.#ref = ref
    this.#uid = uid
  }

  /** Until `reopen` or `leave`, also where it fails. @throws Meanwhile for another node of its name. */
  async close(kube: Kube): Promise<void> {
    const { drains, gate } = this.#node()
    drains.add(this)
    this.given = false
    await gate.run(async () => {
      const { value } = await kube.get(this.#ref)
      if (isCordoned(value) && value.metadata.uid === this.#uid) return
      await changed(kube, this.#ref, this.#uid, (node) => cordon.effect(node, {}, new Date()))
      this.#ours = true
    })
  }

  /** Whether it is open again; where others drain it, the last of them gives it back. */
  async reopen(kube: Kube): Promise<'open' | 'cordoned before' | 'drained by another'> {
    const { drains, gate } = this.#node()
    try {
      return await gate.run(async () => {
        if (!this.#ours) return 'cordoned before'
        const other = [...drains].find((each) => each !== this)
        if (other === undefined)
          await changed(kube, this.#ref, this.#uid, (node) => uncordon.effect(node, {}, new Date()))
        else other.#ours = true
        this.#ours = false
        this.given = other === undefined
        return other === undefined ? 'open' : 'drained by another'
      })
    } finally {
      this.leave()
    }
  }

  /** It is over, and the node stays as it is. */
  leave(): void {
    const { drains } = this.#node()
    drains.delete(this)
    if (drains.size === 0) nodes.delete(this.#uid)
  }

  #node(): Node {
    const node = nodes.get(this.#uid) ?? { drains: new Set(), gate: new Gate(1) }
    nodes.set(this.#uid, node)
    return node
  }
}
