/** Who looks at one collection: one identity, perhaps with several credentials, of which some end before others. */
import { NotSignedIn } from '../errors.ts'
import type { Feed } from './collection.ts'
import { Credentials, type Held } from './credentials.ts'

/** One page that looks, with the credential that it came with. */
export interface Viewer extends Held {
  readonly feed: Feed
  /** Asks whether the list may still be read; the reason where not. An API server that cannot be asked refuses nobody. */
  refused(): Promise<Error | null>
}

export class Audience extends Credentials<Viewer> {
  /** Who feeds, or did last: its watch stays open for a while after its page. */
  #feeding: Viewer | null = null

  override newest(): Viewer | null {
    const last = super.newest()
    if (last !== null) return last
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
