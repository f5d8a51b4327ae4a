/** How fast a page is told: at once after a quiet time, in a flood no faster than a slow link takes. Pure. */

export interface Speed {
  /** Bytes a second that go on for ever. */
  readonly rate: number
  /** Bytes that may go at once after a quiet time. */
  readonly burst: number
}

/**
 * What is sent faster than the link takes it waits in buffers that nobody can look into (sockets, proxies),
 * and all that comes later waits behind it: the page would show an old moment for as long as the flood lasts.
 */
export class Pace {
  readonly #speed: Speed
  #credit: number
  #at: number

  /** @param now milliseconds, as in `wait`. */
  constructor(speed: Speed, now: number) {
    this.#speed = speed
    this.#credit = speed.burst
    this.#at = now
  }

  sent(bytes: number): void {
    this.#credit -= bytes
  }

  /** Milliseconds until more may be sent. */
  wait(now: number): number {
    const { rate, burst } = this.#speed
    this.#credit = Math.min(burst, this.#credit + ((now - this.#at) * rate) / 1000)
    this.#at = now
    return Math.max(0, (-this.#credit * 1000) / rate)
  }
}
