/** What the page of every workload says of how its pods change. */
import type { Field } from '../../kind.ts'
import { field } from './fields.ts'
import { written } from './selectors.ts'
import type { Workload } from './workload.ts'
import { podsOf } from './workload-columns.ts'

type Count = readonly [number | undefined, string]

/** `4 wanted · 2 updated · 4 ready`, with the list of them. @param of whose pods they are. */
export function podsField(
  wanted: number | undefined,
  all: readonly Count[],
  of?: Pick<Workload, 'spec' | 'metadata'>,
): Field {
  const counts = [[wanted, 'wanted'] as const, ...all]
  const text = counts.map(([many = 0, word]) => `${many} ${word}`).join(' · ')
  return field('Pods', { text, to: of && podsOf(of) })
}

/** `90 s`, `10 min`; undefined where nothing is said. */
export function period(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** How long a pod must last, and what its controller has not seen. */
export function lived({ spec = {}, status = {}, metadata }: Workload): readonly Field[] {
  const { minReadySeconds: least } = spec
  const { generation = 0 } = metadata
  const seen = status.observedGeneration ?? 0
  return [
    field('Available', least ? `after ${period(least) ?? ''} ready` : undefined),
    field('Seen', seen < generation ? `generation ${seen} of ${generation}` : undefined),
  ]
}

/** ReplicaSets keep none. */
export function historyField({ spec }: Workload): Field {
  const kept = spec?.revisionHistoryLimit
  return field('History', kept === undefined ? undefined : `${kept} old revisions kept`)
}

/** With the pods that it selects. */
export function selectorField(workload: Workload): Field {
  const text = written(workload.spec?.selector ?? {})
  return text === '' ? field('Selector') : field('Selector', { text, to: podsOf(workload) })
}

/** Numbers, or shares of the wanted pods: `25%`. */
export interface Rolling {
  readonly maxSurge?: number | string
  readonly maxUnavailable?: number | string
}

/** `at most 1 (25%) more, 1 (25%) fewer`: shares of the wanted pods, rounded as the controllers do. */
export function limits({ maxSurge = 0, maxUnavailable = 0 }: Rolling, all: number): string {
  const more = amount(maxSurge, all, Math.ceil)
  const fewer = amount(maxUnavailable, all, Math.floor)
  return `at most ${more} more, ${fewer} fewer`
}

type Round = (share: number) => number

/** Pods that a number or a share stands for. */
export function share(value: number | string, all: number, round: Round): number {
  if (typeof value === 'number') return value
  const part = Number.parseFloat(value)
  return Number.isNaN(part) ? 0 : round((part * all) / 100)
}

const amount = (value: number | string, all: number, round: Round): string =>
  typeof value === 'number' ? String(value) : `${share(value, all, round)} (${value})`
