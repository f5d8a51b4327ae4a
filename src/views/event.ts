/** One event as the API server keeps it. */
import type { KubeObject } from '../kube.ts'
import type { Tone } from './cell.ts'

/** Fields of core/v1 Event that are read here; events.k8s.io writers fill series and eventTime instead. */
export interface Event extends KubeObject {
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string | null }
  readonly source?: { readonly component?: string; readonly host?: string }
  readonly reportingComponent?: string
  readonly reportingInstance?: string
  readonly action?: string
  readonly involvedObject?: Involved
  readonly related?: Involved
}

/** core/v1 ObjectReference. */
export interface Involved {
  readonly kind?: string
  readonly apiVersion?: string
  readonly name?: string
  readonly namespace?: string
  readonly uid?: string
  readonly fieldPath?: string
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

/** When it was first seen: RFC 3339, or empty. */
export function firstSeen({ firstTimestamp, eventTime, metadata }: Event): string {
  return firstTimestamp ?? eventTime ?? metadata.creationTimestamp ?? ''
}

/** How often it was seen: writers of the new form leave the count out of a single one. */
export const times = ({ series, count }: Event): number => series?.count ?? (count || 1)

/** Who wrote it. Writers of events.k8s.io name themselves elsewhere, and leave the old place empty. */
export const writer = ({ source, reportingComponent = '' }: Event): string =>
  source?.component || reportingComponent

/** Where its writer runs: a node, or a pod of a controller. */
export const writerHost = ({ source, reportingInstance = '' }: Event): string =>
  source?.host || reportingInstance

export const newest = (a: Event, b: Event) => (lastSeen(a) < lastSeen(b) ? 1 : -1)

/** Whoever writes an event may name a type of their own. */
export const toneOf = (type: string): Tone | undefined =>
  type === '' ? undefined : type === 'Normal' ? 'idle' : 'warn'
