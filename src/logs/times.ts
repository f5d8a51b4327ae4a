/** How many lines of a time came, of the times that came last. Pure. */

/** Times that are told apart by their lines' order: lines of one time stand close to each other. */
const remembered = 1000

/** A ring, not a map: at ten thousand lines a second its tables would be most of what is to be thrown away. */
export class Times {
  readonly #times: string[] = []
  readonly #counts: number[] = []
  #next = 0
  #newest = ''

  /** @returns the how-manieth of its time this line is, from 1. */
  count(time: string): number {
    const at = time > this.#newest ? -1 : this.#times.lastIndexOf(time)
    if (at < 0) return this.#put(time)
    const nth = (this.#counts[at] ?? 0) + 1
    this.#counts[at] = nth
    return nth
  }

  clear(): void {
    this.#times.length = 0
    this.#counts.length = 0
    this.#next = 0
    this.#newest = ''
  }

  #put(time: string): number {
    if (time > this.#newest) this.#newest = time
    this.#times[this.#next] = time
    this.#counts[this.#next] = 1
    this.#next = (this.#next + 1) % remembered
    return 1
  }
}
