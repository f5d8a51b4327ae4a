/** What a request's calls to the API server have cost. */
import type { Tally } from '../kube.ts'

export const newTally = (): Tally => ({ calls: 0, ms: 0, open: 0 })

/** Milliseconds in which at least one call was under way, those that still are included. */
export function spent({ ms, open }: Tally): number {
  return open > 0 ? ms + performance.now() : ms
}
