/** A list that cannot be watched: read anew from time to time, and said so. */
import type { Table } from '../kube.ts'
import { AppError, KubeError, NotSignedIn } from '../errors.ts'
import type { Feed } from './collection.ts'
import { pause } from './ticks.ts'

/** @param read one whole reading. @param every milliseconds between two. Throws what the watch would throw. */
export function polled(read: (signal: AbortSignal) => Promise<Table>, every: number): Feed {
  return async function* (signal) {
    let proof = Date.now()
    while (!signal.aborted) {
      try {
        const table = await read(signal)
        proof = Date.now()
        yield { type: 'reset', table }
        yield { type: 'polled', every }
      } catch (error) {
        if (signal.aborted) return
        if (!passing(error)) throw error
        yield { type: 'stale', since: proof, why: String(error) }
      }
      await pause(every, signal)
    }
  }
}

/** @param instead what is done for one that the API server does not watch (405), or not for this person (403). */
export function orElse(watched: Feed, instead: Feed, refused: readonly number[]): Feed {
  return async function* (signal, glimpse) {
    try {
      yield* watched(signal, glimpse)
    } catch (error) {
      if (!(error instanceof KubeError) || !refused.includes(error.status)) throw error
      yield* instead(signal)
    }
  }
}

/** Trying again may mend it. */
function passing(error: unknown): boolean {
  if (error instanceof NotSignedIn) return false
  return error instanceof AppError && (error.status === 429 || error.status >= 500)
}
