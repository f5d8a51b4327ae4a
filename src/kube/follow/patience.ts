/** How long to wait before the next try: full jitter, growing, forgotten after a while of health. */

export interface Patience {
  /** Milliseconds to wait after a try whose watch was open for `health` ms; 0: at once. */
  after(health: number, quiet: boolean, least: number): number
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
  return {
    get failures() {
      return failures
    },
    after(health, quiet, least) {
      if (health >= steps.health) failures = 0
      failures += 1
      // The server's own wait is spread too, but never shortened.
      if (least > 0) return least * (1 + random() / 4)
      const tries = quiet ? failures - 2 : failures - 1
      return tries < 0 ? 0 : random() * Math.min(steps.most, steps.first * 2 ** Math.min(tries, 30))
    },
  }
}
