/** The rows of one resource that an overview looks into: kept by watches, tallied, given back. */
import { Full, KubeError, NotSignedIn } from '../../errors.ts'
import type { TableRow } from '../../kube.ts'
import type { State } from '../../live/collection.ts'
import { stateOf } from '../../live/joined.ts'
import type { Shared } from '../../live/registry.ts'
import { type Kept, tallyOf } from '../../live/tallies.ts'
import type { Facts } from '../../live/tally.ts'
import type { Looked } from '../../views/overview-seen.ts'

export class KeptRows {
  readonly shared: readonly Shared[]
  readonly #tallies: readonly Kept[]
  readonly #leave: readonly (() => void)[]

  /** @param shared one for each namespace, or one. To be left. */
  constructor(
    shared: readonly Shared[],
    key: string,
    facts: (row: TableRow) => Facts,
    changed: () => void,
  ) {
    this.shared = shared
    this.#tallies = shared.map(({ collection }) => tallyOf(collection, key, facts))
    this.#leave = [
      ...shared.map((one) => one.watch(changed)),
      ...this.#tallies.map((one) => one.watch(changed)),
      ...shared.map((one) => () => one.leave()),
    ]
  }

  looked(): readonly Looked[] {
    return this.shared.map(({ collection }, at) => {
      const state = collection.state()
      const tallied = this.#tallies[at]?.now()
      if (tallied === undefined) throw new Error('each collection has its tally')
      return { ...tallied, read: state.state === 'loading' ? state.rows : tallied.tally.all }
    })
  }

  /** Another one whenever its rows, or what is known of them, are others. */
  get version(): string {
    const { state } = this.state
    return [state, ...this.#tallies.map((one) => one.now().version)].join()
  }

  /** What all who look at the same rows have in common. */
  get anchor(): object | undefined {
    return this.#tallies[0]
  }

  /** All rows are there. */
  get whole(): boolean {
    return this.#tallies.every((one) => one.now().whole)
  }

  get state(): State {
    return stateOf(this.shared.map(({ collection }) => collection))
  }

  /** Why the rows are no longer kept, in words; empty while they are. */
  ended(): string {
    const state = this.state
    if (state.state !== 'ended') return ''
    const { error } = state
    if (error instanceof Full) return 'there are more than the memory for lists takes'
    const refused = error instanceof KubeError && error.status === 403
    return refused ? 'you may not list these any more' : 'their list has ended'
  }

  /** That the person's credential is not taken any more. */
  signedOut(): Error | null {
    const why = this.shared.map((one) => one.refused()).find((error) => error !== null) ?? null
    const { state } = this
    if (why !== null) return why
    return state.state === 'ended' && state.error instanceof NotSignedIn ? state.error : null
  }

  leave(): void {
    for (const leave of this.#leave) leave()
  }
}
