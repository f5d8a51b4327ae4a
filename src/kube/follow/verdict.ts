/** What a failure of a followed list means: try again how, or give up. */
import { KubeError, Unreachable } from '../../errors.ts'

export interface Verdict {
  readonly why: string
  /** Everything must be read anew; else the watch goes on from the last version. */
  readonly anew: boolean
  /** Part of a watch's usual life: nobody is told unless it happens again and again. */
  readonly quiet: boolean
  /** The server could not be reached at all. */
  readonly away: boolean
  /** Milliseconds that the server asks to wait at least. */
  readonly least: number
}

/** Ends a watch with a verdict that is known where it is found. */
export class Ended extends Error {
  readonly verdict: Verdict
  constructor(why: string, how: Partial<Omit<Verdict, 'why'>> = {}) {
    super(why)
    this.verdict = { why, anew: false, quiet: false, away: false, least: 0, ...how }
  }
}

/** Throws the failure itself where trying again cannot mend it. */
export function verdictOf(error: unknown): Verdict {
  if (error instanceof Ended) return error.verdict
  const why = error instanceof Error ? error.message : String(error)
  const usual = { why, anew: false, quiet: false, away: false, least: 0 }
  if (error instanceof Unreachable) return { ...usual, away: true }
  if (!(error instanceof KubeError)) throw error
  if (error.status === 410) return { ...usual, anew: true, quiet: true }
  if (!passing(error.status)) throw error
  return { ...usual, least: (error.retryAfter ?? 0) * 1000 }
}

function passing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}
