/** The fields of a Job that are read here (batch/v1 JobSpec, JobStatus), and how far it is. */
import type { KubeObject } from '../../kind.ts'
import type { Condition } from './pod.ts'
import type { Selector } from './selectors.ts'
import type { Template } from './workload.ts'

export interface Job extends KubeObject {
  readonly spec?: JobSpec
  readonly status?: {
    readonly active?: number
    readonly ready?: number
    readonly succeeded?: number
    readonly failed?: number
    readonly terminating?: number
    readonly startTime?: string
    readonly completionTime?: string
    /** `0-3,5`: of an indexed job. */
    readonly completedIndexes?: string
    readonly failedIndexes?: string
    readonly conditions?: readonly Condition[]
  }
}

export interface JobSpec {
  readonly selector?: Selector
  readonly template?: Template
  /** Absent: a work queue, done when one of its pods succeeds. */
  readonly completions?: number
  readonly parallelism?: number
  readonly completionMode?: string
  readonly backoffLimit?: number
  readonly backoffLimitPerIndex?: number
  readonly maxFailedIndexes?: number
  readonly activeDeadlineSeconds?: number
  readonly ttlSecondsAfterFinished?: number
  readonly podReplacementPolicy?: string
  readonly managedBy?: string
  readonly suspend?: boolean
  readonly podFailurePolicy?: { readonly rules?: readonly FailureRule[] }
  readonly successPolicy?: { readonly rules?: readonly SuccessRule[] }
}

export interface FailureRule {
  readonly action?: string
  readonly onExitCodes?: {
    readonly containerName?: string
    readonly operator?: string
    readonly values?: readonly number[]
  }
  readonly onPodConditions?: readonly { readonly type?: string; readonly status?: string }[]
}

export interface SuccessRule {
  readonly succeededIndexes?: string
  readonly succeededCount?: number
}

/** The condition where it is true. */
export const isTrue = ({ status }: Job, wanted: string): Condition | undefined =>
  status?.conditions?.find(({ type, status: is }) => type === wanted && is === 'True')

/** How many pods have to succeed; of a work queue one is enough. */
export const wantedOf = ({ spec }: Job): number => spec?.completions ?? 1

/** kubectl's COMPLETIONS: `2/5`, `0/1 of 3` for a work queue of three. */
export function completionWords({ spec, status }: Job): string {
  const { completions, parallelism = 0 } = spec ?? {}
  const done = status?.succeeded ?? 0
  if (completions !== undefined) return `${done}/${completions}`
  return parallelism > 1 ? `${done}/1 of ${parallelism}` : `${done}/1`
}

/** When it ended, RFC 3339: that it failed has no time of its own but its condition's. */
export const endOf = (job: Job): string | undefined =>
  job.status?.completionTime ??
  (isTrue(job, 'Complete') ?? isTrue(job, 'Failed'))?.lastTransitionTime ??
  undefined
