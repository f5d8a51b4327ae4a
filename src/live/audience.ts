/** Who looks at one collection: one identity, perhaps with several credentials, of which some end before others. */
import { NotSignedIn } from '../errors.ts'
import type { Feed } from './collection.ts'

/** One page that looks, with the credential that it came with. */
export interface Viewer {
  /** The same object for all who act with the same credential. */
  readonly credential: object
  readonly feed: Feed
  /** Asks whether the list may still be read; the reason where not. An API server that cannot be asked refuses nobody. */
  refused(): Promise<Error | null>
  /** Asks whether the credential is still taken, and still means the same person. */
  expired(): Promise<Error | null>
}

export class Audience {
  readonly #viewers = new Set<Viewer>()
  readonly #out = new Map<object, Error>()
  /** Who feeds, or did last: its watch stays open for a while after its page. */
  #feeding: Viewer | null = null

  get size(): number {
    return this.#viewers.size
  }

  add(viewer: Viewer): void {
    this.#viewers.add(viewer)
    // Who signed in again with the same credential proves anew that it is taken.
    this.#out.delete(viewer.credential)
  }

  drop(viewer: Viewer): void {
    this.#viewers.delete(viewer)
  }

  /** From here on this credential feeds nobody, and its pages end. */
  refuse(credential: object, why: Error): void {
    this.#out.set(credential, why)
  }

  out({ credential }: Viewer): Error | null {
    return this.#out.get(credential) ?? null
  }

  /** The newest whose credential is taken: it will be for the longest time. */
  newest(): Viewer | null {
    const last = [...this.#viewers].findLast((viewer) => this.out(viewer) === null)
    if (last !== undefined) return last
    return this.#feeding === null || this.out(this.#feeding) !== null ? null : this.#feeding
  }

  /** Who feeds next: after a credential that is not taken any more another one, after any other failure nobody. */
  feed(failure: Error | null): Feed | null {
    if (failure instanceof NotSignedIn && this.#feeding !== null)
      this.refuse(this.#feeding.credential, failure)
    else if (failure !== null) return null
    this.#feeding = this.newest()
    return this.#feeding?.feed ?? null
  }
}
