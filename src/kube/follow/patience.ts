/** How long to wait before the next try: full jitter, growing, forgotten after a while of health. */
import type { Verdict } from './verdict.ts'

export interface Patience {
  /** Milliseconds to wait after a try whose watch was open for `health` ms; 0: at once. */
  after(health: number, verdict: Pick<Verdict, 'quiet' | 'away' | 'least'>): number
  /** How often it has failed in a row, the last included. */
  readonly failures: number
}

/** Milliseconds. */
export interface Steps {
  readonly first: number
  readonly most: number
  /** A watch that was open for so long was healthy. */
  readonly health: number
}

export function patience(steps: Steps, random = Math.random): Patience {
  let failures = 0
  let away = false
  let returns = 0

  /** A server that answers again, if only with a refusal, need not wait for what it was away. */
  function count(health: number, isAway: boolean): void {
    if (health >= steps.health) failures = returns = 0
    if (away && !isAway) {
      returns += 1
      // Not for one that comes and goes.
      if (returns <= 3) failures = 0
    }
    away = isAway
    failures += 1
  }

  return {
    get failures() {
      return failures
    },
    after(health, verdict) {
      count(health, verdict.away)
      // The server's own wait is spread too, but never shortened.
      if (verdict.least > 0) return verdict.least * (1 + random() / 4)
      const tries = verdict.quiet ? failures - 2 : failures - 1
      return tries < 0 ? 0 : random() * Math.min(steps.most, steps.first * 2 ** Math.min(tries, 30))
    },
  }
}
