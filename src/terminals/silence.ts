/** A terminal that does not answer: who is silent, told once, and until it answers again. */
import { AppError } from '../errors.ts'
import type { Silence } from '../kube.ts'

/** What was found when somebody looked. */
export type Why =
  /** The API server cannot be reached; `late`: it refuses nothing, it only does not answer. */
  | { readonly by: 'server'; readonly late: boolean; readonly words: string }
  /** The pod is gone, or another has its name. */
  | { readonly by: 'gone' }
  /** The pod is being deleted. */
  | { readonly by: 'ending' }
  /** The container has ended, with the runtime's words for it. */
  | { readonly by: 'over'; readonly words: string }
  /** The API server answers, the kubelet does not. */
  | { readonly by: 'node'; readonly node: string; readonly words: string }
  /** All that can be asked answers. */
  | { readonly by: 'nothing' }

/** Whether it comes back by itself: then it is worth waiting for. */
export const mayComeBack = ({ by }: Why): boolean => by === 'server' || by === 'node'

/** It never came to be, because of who was silent. */
export class Unanswered extends AppError {
  override readonly status = 504
  readonly why: Why
  constructor(why: Why, options?: ErrorOptions) {
    super('It could not be opened: there was no answer.', options)
    this.why = why
  }
}

interface To {
  /** null: it answers again. */
  told(why: Why | null): void
  /** Nothing will come any more. */
  lost(why: Why): void
}

export class Silences {
  readonly #look: () => Promise<Why>
  readonly #to: To
  #how: Silence = null
  #looking = false
  #over = false
  /** What is waited for. */
  why: Why | null = null

  constructor(look: () => Promise<Why>, to: To) {
    this.#look = look
    this.#to = to
  }

  /** A process that reads nothing looks the same at first: then all else answers, and nothing is said. */
  async heard(how: Silence): Promise<void> {
    this.#how = how
    if (how === null) return this.#tell(null)
    if (this.#looking) return
    this.#looking = true
    const why = await this.#look()
    this.#looking = false
    if (this.#over || this.#how === null) return
    if (mayComeBack(why)) this.#tell(why)
    else if (why.by !== 'nothing' || this.#how === 'sure') this.#to.lost(why)
    else this.#tell(null)
  }

  /** Nothing is said any more. */
  over(): void {
    this.#over = true
  }

  #tell(why: Why | null): void {
    const changed = why?.by !== this.why?.by
    this.why = why
    if (changed) this.#to.told(why)
  }
}
