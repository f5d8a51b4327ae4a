/** How fast a page is told: at once after a quiet time, in a flood no faster than a slow link takes. Pure. */

export interface Speed {
  /** Bytes a second that go on for ever. */
  readonly rate: number
  /** Bytes that may go at once after a quiet time. */
  readonly burst: number
}

/** Lines of any message, however long they are. */
const few = 10

/**
 * What is sent faster than the link takes it waits in buffers that nobody can look into (sockets, proxies),
 * and all that comes later waits behind it: the page would show an old moment for as long as the flood lasts.
 */
export class Pace {
  readonly #speed: Speed
  /** Bytes of a line, by the message before. */
  #each = 50
  #credit: number
  #at: number

  /** @param now milliseconds, as in `wait`. */
  constructor(speed: Speed, now: number) {
    this.#speed = speed
    this.#credit = speed.burst
    this.#at = now
  }

  /** @param lines how many lines they tell of. */
  sent(bytes: number, lines: number): void {
    this.#credit -= bytes
    if (lines > 0) this.#each = bytes / lines
  }

  /** Lines that the next message may hold: what may go at once, and what the link takes in half a second. */
  lines(): number {
    const bytes = Math.max(0, this.#credit) + this.#speed.rate / 2
    return Math.max(few, Math.floor(bytes / this.#each))
  }

  /** Milliseconds until more may be sent. */
  wait(now: number): number {
    const { rate, burst } = this.#speed
    this.#credit = Math.min(burst, this.#credit + ((now - this.#at) * rate) / 1000)
    this.#at = now
    return Math.max(0, (-this.#credit * 1000) / rate)
  }
}
