/** A node that a drain closes, and opens again only where it was the drain that closed it. */
import { cordon, uncordon } from '../../actions/cordon.ts'
import type { Kube, Ref } from '../../kube.ts'
import { changed } from '../changed.ts'
import { isCordoned } from './draining.ts'

export class Cordon {
  readonly #ref: Ref
  readonly #uid: string
  /** It was open before. */
  #ours = false

  constructor(ref: Ref, uid: string) {
    this.#ref = ref
    this.#uid = uid
  }

  get ours(): boolean {
    return this.#ours
  }

  /** @throws Meanwhile for another node of its name. */
  async close(kube: Kube): Promise<void> {
    const { value } = await kube.get(this.#ref)
    if (isCordoned(value) && value.metadata.uid === this.#uid) return
    await changed(kube, this.#ref, this.#uid, (node) => cordon.effect(node, {}, new Date()))
    this.#ours = true
  }

  /** Whether it is open again. */
  async reopen(kube: Kube): Promise<boolean> {
    if (!this.#ours) return false
    await changed(kube, this.#ref, this.#uid, (node) => uncordon.effect(node, {}, new Date()))
    this.#ours = false
    return true
  }
}
