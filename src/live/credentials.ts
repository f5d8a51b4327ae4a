/** Credentials of one identity, of which some end before others: the newest that is taken counts. */

export interface Held {
  /** The same object for all who act with the same credential. */
  readonly credential: object
  /** Asks whether the credential is still taken, and still means the same person. */
  expired(): Promise<Error | null>
}

export class Credentials<T extends Held> {
  readonly #held = new Set<T>()
  readonly #out = new WeakMap<object, Error>()
  readonly #most: number

  /** @param most held at once; the one that was added longest ago goes. */
  constructor(most = Infinity) {
    this.#most = most
  }

  get size(): number {
    return this.#held.size
  }

  /** Who is there already is the newest again. */
  add(one: T): void {
    this.#held.delete(one)
    this.#held.add(one)
    // Who signed in again with the same credential proves anew that it is taken.
    this.#out.delete(one.credential)
    if (this.#held.size > this.#most)
      for (const oldest of this.#held) if (this.#held.delete(oldest)) break
  }

  drop(one: T): void {
    this.#held.delete(one)
  }

  /** Who brought this credential. */
  of(credential: object): T | undefined {
    return [...this.#held].find((one) => one.credential === credential)
  }

  /** From here on this credential counts for nothing, and its pages end. */
  refuse(credential: object, why: Error): void {
    this.#out.set(credential, why)
  }

  out({ credential }: T): Error | null {
    return this.#out.get(credential) ?? null
  }

  /** The newest whose credential is taken: it will be for the longest time. */
  newest(): T | null {
    return [...this.#held].findLast((one) => this.out(one) === null) ?? null
  }
}
