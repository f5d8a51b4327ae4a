/** Reads one thing after another with bounded patience, and lets other news come in between. */

/** `null`: nothing came in the time. `rung`: a word of `ring`. */
export type Heard<T, W, R = unknown> =
  | { readonly next: IteratorResult<T, R> }
  | { readonly rung: W }
  | null

export class Reader<T, W, R = unknown> {
  readonly #source: AsyncIterator<T, R>
  #reading: Promise<IteratorResult<T, R>> | null = null
  #rung: { readonly rung: W } | null = null
  #wake: ((heard: Heard<T, W, R>) => boolean) | null = null

  constructor(source: AsyncIterator<T, R>) {
    this.#source = source
  }

  /** At most one at a time. Nothing is read before it is called: who is slow reads slowly. */
  async take(ms: number): Promise<Heard<T, W, R>> {
    const word = this.#rung
    if (word !== null) {
      this.#rung = null
      return word
    }
    this.#reading ??= this.#source.next()
    const { promise, resolve, reject } = Promise.withResolvers<Heard<T, W, R>>()
    // The first who settles takes the place: a read that comes second stays for the next take.
    const settle = (heard: Heard<T, W, R>): boolean => {
      if (this.#wake !== settle) return false
      this.#wake = null
      resolve(heard)
      return true
    }
    this.#wake = settle
    const timer = setTimeout(settle, ms, null)
    void this.#reading.then((next) => {
      if (settle({ next })) this.#reading = null
      return next
    }, reject)
    return await promise.finally(() => clearTimeout(timer))
  }

  /** Wakes the take that waits; without one, the next is answered with it. The last word counts. */
  ring(word: W): void {
    if (this.#wake?.({ rung: word }) !== true) this.#rung = { rung: word }
  }
}
