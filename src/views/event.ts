/** One event as the API server keeps it. */
import type { KubeObject } from '../kube.ts'

/** Fields of core/v1 Event that are read here; events.k8s.io writers fill series and eventTime instead. */
export interface Event extends KubeObject {
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string }
  readonly source?: { readonly component?: string; readonly host?: string }
  readonly reportingComponent?: string
  readonly involvedObject?: {
    readonly kind?: string
    readonly apiVersion?: string
    readonly name?: string
    readonly namespace?: string
    readonly uid?: string
  }
}

/** When it was last seen: RFC 3339, or empty. */
export function lastSeen(event: Event): string {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.firstTimestamp ??
    event.metadata.creationTimestamp ??
    ''
  )
}

export const newest = (a: Event, b: Event) => (lastSeen(a) < lastSeen(b) ? 1 : -1)
