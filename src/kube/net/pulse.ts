/** Whether a server answers at all, asked now and then while somebody waits on a long stream of it. */

/** `null`: it answers. Else since when it is not known to (ms since 1970), and what failed. */
export type Vital = { readonly since: number; readonly failure: unknown } | null

/** Milliseconds. At most `every` + `patience` pass until a silent server is told. */
export interface Rhythm {
  readonly every: number
  readonly patience: number
  /** The same while the server is lost, so that its return is seen soon. */
  readonly lostEvery: number
  readonly lostPatience: number
  /** The clock is looked at so often; a jump means that this machine slept. */
  readonly tick: number
}

const usual: Rhythm = {
  every: 10_000,
  patience: 8_000,
  lostEvery: 1_500,
  lostPatience: 3_000,
  tick: 2_000,
}
const jump = 10_000

export class Pulse {
  readonly #check: (signal: AbortSignal) => Promise<void>
  readonly #rhythm: Rhythm
  readonly #hearers = new Set<(vital: Vital) => void>()
  #vital: Vital = null
  #good = 0
  #timer: NodeJS.Timeout | undefined
  #ticks: NodeJS.Timeout | undefined
  #ticked = 0
  #looking: AbortController | null = null

  /** `check` opens a connection of its own and rejects when no API server answers. */
  constructor(check: (signal: AbortSignal) => Promise<void>, rhythm = usual) {
    this.#check = check
    this.#rhythm = rhythm
  }

  /** Hears each turn, and at once when the server is lost already. Returns how to stop; the last stops all. */
  feel(hear: (vital: Vital) => void): () => void {
    this.#hearers.add(hear)
    if (this.#vital !== null) hear(this.#vital)
    if (this.#hearers.size === 1) {
      this.#good = Date.now()
      this.#next(this.#rhythm.every)
      this.#ticked = Date.now()
      this.#ticks = setInterval(() => this.#tick(), this.#rhythm.tick)
    }
    return () => {
      if (this.#hearers.delete(hear) && this.#hearers.size === 0) this.#rest()
    }
  }

  /** Something broke: looks at once. */
  doubt(): void {
    if (this.#hearers.size > 0) void this.#look()
  }

  #next(ms: number): void {
    this.#timer = setTimeout(() => void this.#look(), ms)
  }

  /** Timers do not run while a machine sleeps, and its connections are dead afterwards without a word. */
  #tick(): void {
    const before = this.#ticked
    this.#ticked = Date.now()
    if (this.#ticked - before < this.#rhythm.tick + jump) return
    this.#turn({ since: before, failure: new Error('this machine was asleep') })
    this.#looking?.abort(new Error('this machine was asleep'))
    this.#looking = null
    void this.#look()
  }

  async #look(): Promise<void> {
    if (this.#looking !== null) return
    clearTimeout(this.#timer)
    const own = new AbortController()
    this.#looking = own
    const found = await this.#found(own)
    // Who stopped in between has no hearers, or new ones with a look of their own.
    if (this.#looking !== own) return
    this.#looking = null
    this.#turn(found)
    this.#next(this.#vital === null ? this.#rhythm.every : this.#rhythm.lostEvery)
  }

  async #found(own: AbortController): Promise<Vital> {
    const { patience, lostPatience } = this.#rhythm
    const ms = this.#vital === null ? patience : lostPatience
    const late = setTimeout(() => own.abort(new Error(`no answer within ${ms / 1000} s`)), ms)
    try {
      await this.#check(own.signal)
      return null
    } catch (failure) {
      return { since: this.#good, failure: own.signal.reason ?? failure }
    } finally {
      clearTimeout(late)
    }
  }

  #turn(found: Vital): void {
    const changed = (this.#vital === null) !== (found === null)
    if (found === null) this.#good = Date.now()
    if (!changed) return
    this.#vital = found
    for (const hear of this.#hearers) hear(found)
  }

  #rest(): void {
    clearTimeout(this.#timer)
    clearInterval(this.#ticks)
    this.#looking?.abort(new Error('nobody waits'))
    this.#looking = null
    this.#vital = null
  }
}
