/** What is said now and read later, in order: it ends with a signal, or when its writer says so. */
export class Queue<T> implements AsyncIterable<T> {
  readonly #waiting: T[] = []
  #over = false
  #wake: () => void = () => {}

  constructor(signal: AbortSignal) {
    if (signal.aborted) this.end()
    signal.addEventListener('abort', () => this.end(), { once: true })
  }

  push(value: T): void {
    this.#waiting.push(value)
    this.#wake()
  }

  end(): void {
    this.#over = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      const next = this.#waiting.shift()
      if (next !== undefined) yield next
      else if (this.#over) return
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
