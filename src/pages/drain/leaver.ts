/** A pod that leaves its node, and what all that leave it share. */
import type { Options } from '../../drain.ts'
import type { Resource } from '../../kube.ts'
import type { Item } from '../../runs.ts'
import type { Gate } from './gate.ts'
import type { Presence } from './presence.ts'

export interface Leaving extends Item {
  readonly namespace: string
}

export interface Leaver {
  readonly item: Leaving
  readonly pods: Resource
  readonly options: Options
  readonly gate: Gate
  readonly presence: Presence
  /** When all of it is given up, as `performance.now()` counts. */
  readonly until: number
  readonly tell: (words: string) => void
  /** It was sent away, and is ending. */
  readonly ends: () => void
}
