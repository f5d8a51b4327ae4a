/** The least of some that come and go: to take one in or to leave one out costs a search at most. */

export class Least<T> {
  readonly #before: (a: T, b: T) => boolean
  readonly #isGone: (one: T) => boolean
  /** Each comes before the two at twice its place. Those that are gone stay until they come to the top, or are too many. */
  #heap: T[] = []
  #gone = 0

  constructor(before: (a: T, b: T) => boolean, isGone: (one: T) => boolean) {
    this.#before = before
    this.#isGone = isGone
  }

  add(one: T): void {
    this.#heap.push(one)
    this.#up(this.#heap.length - 1)
  }

  /** To be told of each that `isGone` is true of from now on. */
  drop(): void {
    this.#gone += 1
    if (this.#gone <= this.#heap.length / 2) return
    const left = this.#heap.filter((one) => !this.#isGone(one))
    this.#heap = []
    this.#gone = 0
    for (const one of left) this.add(one)
  }

  /** Undefined where none is left. */
  first(): T | undefined {
    let top = this.#heap[0]
    while (top !== undefined && this.#isGone(top)) {
      this.#gone -= 1
      const last = this.#heap.pop()
      if (this.#heap.length > 0 && last !== undefined) {
        this.#heap[0] = last
        this.#down()
      }
      top = this.#heap[0]
    }
    return top
  }

  #up(from: number): void {
    let at = from
    while (at > 0 && this.#swapped((at - 1) >> 1, at)) at = (at - 1) >> 1
  }

  #down(): void {
    let at = 0
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const less = right < this.#heap.length && this.#isBefore(right, left) ? right : left
      if (less >= this.#heap.length || !this.#swapped(at, less)) return
      at = less
    }
  }

  /** Whether the lower one had to rise. */
  #swapped(upper: number, lower: number): boolean {
    if (!this.#isBefore(lower, upper)) return false
    const [one, other] = [this.#heap[upper], this.#heap[lower]]
    // eslint-disable-next-line typescript/no-unsafe-type-assertion -- both are there
    ;[this.#heap[upper], this.#heap[lower]] = [other as T, one as T]
    return true
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]]
    return one !== undefined && other !== undefined && this.#before(one, other)
  }
}
