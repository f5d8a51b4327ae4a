/** The server's pulse as one followed list feels it, and the rest between its tries. */
import type { Link } from '../call.ts'
import type { Pulse, Vital } from '../net.ts'

export class Heart {
  #vital: Vital = null
  #hearer: ((vital: Vital) => void) | null = null
  #pulse: Pulse | null = null
  #leave: (() => void) | null = null
  #stopped = false

  /** Must be stopped. Without a connection (its certificate cannot be read) nothing is felt. */
  constructor(link: Link) {
    link.net().then(
      ({ pulse }) => this.#feel(pulse),
      () => {},
    )
  }

  #feel(pulse: Pulse): void {
    if (this.#stopped) return
    this.#pulse = pulse
    this.#leave = pulse.feel((vital) => {
      this.#vital = vital
      this.#hearer?.(vital)
    })
  }

  /** Hears each turn; at once when the server is lost already. One at a time. Returns how to stop. */
  hear(hearer: (vital: Vital) => void): () => void {
    this.#hearer = hearer
    if (this.#vital !== null) hearer(this.#vital)
    return () => {
      if (this.#hearer === hearer) this.#hearer = null
    }
  }

  /** Something broke: the server is looked at. */
  doubt(): void {
    this.#pulse?.doubt()
  }

  /** Waits; a server that comes back ends it within `spread` ms (null: it does not), the signal at once. */
  async rest(ms: number, spread: number | null, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    let timer = setTimeout(resolve, ms)
    const deaf = this.hear((vital) => {
      if (vital !== null || spread === null) return
      clearTimeout(timer)
      timer = setTimeout(resolve, Math.min(ms, Math.random() * spread))
    })
    const end = (): void => resolve()
    signal?.addEventListener('abort', end, { once: true })
    if (signal?.aborted === true) end()
    await promise
    clearTimeout(timer)
    deaf()
    signal?.removeEventListener('abort', end)
  }

  stop(): void {
    this.#stopped = true
    this.#leave?.()
  }
}
