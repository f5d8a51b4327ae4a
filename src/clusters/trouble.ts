/** How a kubeconfig's faults are told: which context, which step, what to try. */
import { Unreachable } from '../errors.ts'

/** Which context is spoken of: its name in the URL and its own. */
export interface Place {
  readonly cluster: string
  readonly context: string
}

/** @param advice one sentence. Never a `cause`: its words may hold a token. */
export function misconfigured(place: Place, message: string, advice: string): Unreachable {
  const at = { cluster: place.cluster, step: 'configuration', advice } as const
  return new Unreachable(at, `Context “${place.context}”: ${message}`)
}

/** @param advice one sentence. Never a `cause`: its words may hold a token. */
export function unproven(place: Place, message: string, advice: string): Unreachable {
  const at = { cluster: place.cluster, step: 'credential', advice } as const
  return new Unreachable(at, `Context “${place.context}”: ${message}`)
}
