/** What all workloads may be like, whatever kind they are of. */
import type { KubeObject, Status } from '../../kind.ts'
import { refusal } from './refusals.ts'
import { conditionOf, type Workload } from './workload.ts'

/** The first that has something to say. */
export const first = (...found: readonly (Status | null)[]): Status | null =>
  found.find((each) => each !== null) ?? null

/** It is being deleted. */
export function ending({ metadata }: KubeObject): Status | null {
  const since = metadata.deletionTimestamp
  if (since === undefined) return null
  const held = (metadata.finalizers ?? []).map((each) =>
    each === 'foregroundDeletion' ? 'waits for what it owns' : `finalizer ${each}`,
  )
  return { tone: 'busy', word: 'Terminating', reason: held.join(', '), since }
}

/** Its controller has not looked at it since it was changed: what its status says is of before. */
export function unseen({ metadata, status }: Workload): Status | null {
  if ((metadata.generation ?? 0) <= (status?.observedGeneration ?? 0)) return null
  return { tone: 'busy', word: 'Changing', reason: 'its controller has not seen the change yet' }
}

/** Pods that it asks for are refused. */
export function refused(workload: Workload): Status | null {
  const failure = conditionOf(workload, 'ReplicaFailure')
  if (failure?.status !== 'True') return null
  return { tone: 'bad', word: 'Refused', reason: refusal(failure.message ?? '').short }
}

/** `2 of 4 updated`. */
export const of = (have: number | undefined, wanted: number, word: string): string =>
  `${have ?? 0} of ${wanted} ${word}`

/** None or too few are available; null: enough. */
export function short(available: number, wanted: number): Status | null {
  if (available >= wanted) return null
  const reason = of(available, wanted, 'available')
  return available === 0
    ? { tone: 'bad', word: 'Unavailable', reason }
    : { tone: 'warn', word: 'Degraded', reason }
}

export const idle: Status = { tone: 'idle', word: 'Scaled to 0', reason: '' }
export const available: Status = { tone: 'ok', word: 'Available', reason: '' }
export const rolling = (reason: string): Status => ({ tone: 'busy', word: 'Rolling out', reason })
