/** A StatefulSet's fields (apps/v1), and what it is like. */
import type { Status } from '../../kind.ts'
import { remembered } from './remembered.ts'
import { type Rolling, share } from './rollout.ts'
import { wanted, type Workload } from './workload.ts'
import { available, ending, first, idle, of, rolling, short, unseen } from './workload-status.ts'

export interface StatefulSet extends Workload {
  readonly spec?: Workload['spec'] & {
    readonly serviceName?: string
    readonly podManagementPolicy?: string
    readonly ordinals?: { readonly start?: number }
    readonly updateStrategy?: {
      readonly type?: string
      readonly rollingUpdate?: Pick<Rolling, 'maxUnavailable'> & { readonly partition?: number }
    }
    readonly volumeClaimTemplates?: readonly ClaimTemplate[]
    readonly persistentVolumeClaimRetentionPolicy?: {
      readonly whenDeleted?: string
      readonly whenScaled?: string
    }
  }
  readonly status?: Workload['status'] & {
    readonly replicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly updatedReplicas?: number
    readonly currentRevision?: string
    readonly updateRevision?: string
  }
}

export interface ClaimTemplate {
  readonly metadata?: { readonly name?: string }
  readonly spec?: {
    readonly accessModes?: readonly string[]
    readonly storageClassName?: string
    readonly volumeMode?: string
    readonly resources?: { readonly requests?: { readonly storage?: string } }
  }
}

export const statefulSetStatus: (set: StatefulSet) => Status = remembered(
  (set: StatefulSet) =>
    first(ending(set), unseen(set), scaledDown(set), ill(set), outdated(set), onItsWay(set)) ??
    short(up(set), wanted(set)) ??
    keptBack(set) ??
    available,
)

const up = ({ status }: StatefulSet): number => status?.availableReplicas ?? 0

/** Pods that the strategy wants to be of the newest revision: those below the partition stay as they are. */
export function toUpdate(set: StatefulSet): number {
  const { partition = 0 } = set.spec?.updateStrategy?.rollingUpdate ?? {}
  return Math.max(0, wanted(set) - partition)
}

export const onDelete = ({ spec }: StatefulSet): boolean =>
  spec?.updateStrategy?.type === 'OnDelete'

/** Pods of an older revision that nobody replaces but who deletes them. */
export function oldPods(set: StatefulSet): number {
  const { replicas = 0, updatedReplicas = 0 } = set.status ?? {}
  return onDelete(set) ? Math.max(0, replicas - updatedReplicas) : 0
}

/**
 * Its last change was taken back while the pod of that change never became ready: an ordered set does
 * not replace such a pod by itself (seen on 1.37: kubernetes.io, StatefulSet, Forced rollback).
 */
export function givenUp(set: StatefulSet): number {
  const { replicas = 0, readyReplicas = 0, updatedReplicas = 0 } = set.status ?? {}
  const { currentRevision, updateRevision } = set.status ?? {}
  if (!ordered(set) || onDelete(set) || currentRevision !== updateRevision) return 0
  return readyReplicas < replicas ? Math.max(0, replicas - updatedReplicas) : 0
}

const ordered = ({ spec }: StatefulSet): boolean => spec?.podManagementPolicy !== 'Parallel'

/** The pod without which it does not go on; empty where that cannot be told. */
export function awaited(set: StatefulSet): string {
  const { replicas = 0, readyReplicas: ready = 0, updatedReplicas: updated = 0 } = set.status ?? {}
  const { currentRevision, updateRevision } = set.status ?? {}
  const named = (ordinal: number) =>
    `${set.metadata.name}-${ordinal + (set.spec?.ordinals?.start ?? 0)}`
  const all = wanted(set)
  if (replicas < all && ordered(set)) return named(ready < replicas ? replicas - 1 : replicas)
  if (ordered(set) && ready === 0 && all > 0 && !onDelete(set)) return named(0)
  const updates = currentRevision !== updateRevision && updated > 0 && !onDelete(set)
  return updates && replicas === all && ready < all ? named(all - updated) : ''
}

const waits = (set: StatefulSet): string => {
  const pod = awaited(set)
  return pod === '' ? '' : `, waits for ${pod}`
}

function scaledDown(set: StatefulSet): Status | null {
  if (wanted(set) > 0) return null
  const { replicas = 0 } = set.status ?? {}
  return replicas > 0 ? rolling(`${replicas} to end`) : idle
}

/** More is missing than a rollout takes away at a time. */
function ill(set: StatefulSet): Status | null {
  const { replicas = 0 } = set.status ?? {}
  const { maxUnavailable = 1 } = set.spec?.updateStrategy?.rollingUpdate ?? {}
  const all = wanted(set)
  const least = all - Math.max(1, share(maxUnavailable, all, Math.ceil))
  const comes = replicas < all && up(set) > 0
  const missing = comes || (up(set) >= least && up(set) > 0) ? null : short(up(set), all)
  return missing && { ...missing, reason: `${missing.reason}${waits(set)}` }
}

function outdated(set: StatefulSet): Status | null {
  if (oldPods(set) === 0) return null
  const { updatedReplicas } = set.status ?? {}
  return { tone: 'warn', word: 'Outdated', reason: of(updatedReplicas, wanted(set), 'updated') }
}

function onItsWay(set: StatefulSet): Status | null {
  const { replicas = 0, updatedReplicas = 0 } = set.status ?? {}
  const all = wanted(set)
  if (replicas > all) return rolling(`${replicas - all} to end`)
  if (replicas < all) return rolling(`${of(up(set), all, 'available')}${waits(set)}`)
  if (onDelete(set)) return null
  if (updatedReplicas >= toUpdate(set)) return lastOnes(set)
  if (givenUp(set) > 0)
    return { tone: 'warn', word: 'Held up', reason: of(updatedReplicas, all, 'updated') }
  return rolling(`${of(updatedReplicas, toUpdate(set), 'updated')}${waits(set)}`)
}

/** All are made anew; the rollout is over once they are ready: then both revisions are one. */
function lastOnes(set: StatefulSet): Status | null {
  const { currentRevision, updateRevision } = set.status ?? {}
  const all = wanted(set)
  if (currentRevision === updateRevision || toUpdate(set) < all || up(set) >= all) return null
  return rolling(`${of(up(set), all, 'available')}${waits(set)}`)
}

/** All is well, and some pods are held at an older revision on purpose. */
function keptBack(set: StatefulSet): Status | null {
  const { currentRevision, updateRevision } = set.status ?? {}
  const kept = wanted(set) - toUpdate(set)
  if (kept === 0 || currentRevision === updateRevision) return null
  return { ...available, reason: `${kept} of ${wanted(set)} kept at the old revision` }
}
