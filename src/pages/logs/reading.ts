/** What is read of which containers, by whom. */
import type { Kube, Resource } from '../../kube.ts'
import type { Asked } from '../../logs/asked.ts'
import type { LineFilter } from '../../logs/filter.ts'
import type { Source } from '../../logs/source.ts'
import type { Zones } from './zones.ts'

export interface Wanted {
  /** Pods. */
  readonly resource: Resource
  readonly sources: readonly Source[]
  readonly zones: Zones
  readonly asked: Asked
  readonly filter: LineFilter
  readonly now: Date
  /** By the page that a stream goes on from. */
  readonly owed?: ReadonlyMap<string, number>
}

/** More comes while it is followed. */
export interface Growing extends Wanted {
  readonly sources: Source[]
}

export interface Reading extends Wanted {
  /** The API server as the person, for as long as the signal allows. */
  readonly kube: (signal: AbortSignal) => Kube
}
