/** Sessions that were signed out of: whoever kept a cookie of one gets in by it no more. Known to this process alone. */

export interface EndedSessions {
  /** @param until milliseconds since 1970, when it would have ended by itself. */
  add(id: string, until: number): void
  has(id: string): boolean
}

/** Sessions that are remembered; the oldest goes first. */
const most = 10_000

export function endedSessions(now: () => number = Date.now): EndedSessions {
  /** In the order in which they were signed out of. */
  const ended = new Map<string, number>()
  return {
    add(id, until) {
      for (const [old, end] of ended) if (end <= now() || ended.size >= most) ended.delete(old)
      ended.set(id, until)
    },
    has: (id) => ended.has(id),
  }
}
