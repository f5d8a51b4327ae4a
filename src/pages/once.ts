/** A form that is sent twice is one wish: whoever comes second gets what the first one got. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { whose } from './whose.ts'

/** Of one person's form: two who chose the same `once`, or one with another text, are not one. @param more what else makes it another. */
export async function wishOf(
  c: Context<Env>,
  once: string,
  ...more: readonly string[]
): Promise<string> {
  return once === '' ? '' : JSON.stringify([await whose(c), once, ...more])
}

/** Milliseconds that an outcome is remembered, and how many are. */
const keep = 600_000
const most = 2000

interface Wish<T> {
  readonly at: number
  readonly outcome: Promise<T>
}

/** In one process: two replicas do not know of each other, there the object's version decides. */
export class Once<T> {
  readonly #wishes = new Map<string, Wish<T>>()

  /** @param key as `wishOf` makes it; empty: it is not known, and is done. */
  run(key: string, act: () => Promise<T>): Promise<T> {
    if (key === '') return act()
    this.#forget()
    const before = this.#wishes.get(key)
    if (before !== undefined) return before.outcome
    const outcome = act()
    this.#wishes.set(key, { at: performance.now(), outcome })
    // What failed can be tried again with the same form.
    outcome.catch(() => this.#wishes.delete(key))
    return outcome
  }

  #forget(): void {
    const old = performance.now() - keep
    for (const [key, { at }] of this.#wishes) {
      if (at > old && this.#wishes.size < most) return
      this.#wishes.delete(key)
    }
  }
}
