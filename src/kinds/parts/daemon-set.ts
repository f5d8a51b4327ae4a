/** A DaemonSet's fields (apps/v1), and what it is like. */
import type { Status } from '../../kind.ts'
import { counted } from '../../views/words.ts'
import { remembered } from './remembered.ts'
import { type Rolling, share } from './rollout.ts'
import type { Workload } from './workload.ts'
import { available, ending, first, of, rolling, short, unseen } from './workload-status.ts'

export interface DaemonSet extends Workload {
  readonly spec?: Workload['spec'] & {
    readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: Rolling }
  }
  readonly status?: Workload['status'] & {
    readonly desiredNumberScheduled?: number
    readonly currentNumberScheduled?: number
    readonly numberReady?: number
    readonly numberAvailable?: number
    readonly numberMisscheduled?: number
    readonly updatedNumberScheduled?: number
  }
}

export const daemonSetStatus: (set: DaemonSet) => Status = remembered(
  (set: DaemonSet) =>
    first(ending(set), unseen(set), nowhere(set), ill(set), outdated(set), onItsWay(set)) ??
    short(up(set), nodes(set)) ??
    misplaced(set) ??
    available,
)

/** Nodes that are to have a pod. */
export const nodes = ({ status }: DaemonSet): number => status?.desiredNumberScheduled ?? 0
const up = ({ status }: DaemonSet): number => status?.numberAvailable ?? 0

export const onDelete = ({ spec }: DaemonSet): boolean => spec?.updateStrategy?.type === 'OnDelete'

/** Pods of an older revision that nobody replaces but who deletes them. */
export function oldPods(set: DaemonSet): number {
  const { currentNumberScheduled: have = 0, updatedNumberScheduled: updated = 0 } = set.status ?? {}
  return onDelete(set) ? Math.max(0, have - updated) : 0
}

function nowhere(set: DaemonSet): Status | null {
  if (nodes(set) > 0) return null
  return misplaced(set) ?? { tone: 'idle', word: 'No nodes', reason: 'no node is to have a pod' }
}

/** More is missing than a rollout takes away at a time. */
function ill(set: DaemonSet): Status | null {
  const { maxUnavailable = 1 } = set.spec?.updateStrategy?.rollingUpdate ?? {}
  const least = nodes(set) - share(maxUnavailable, nodes(set), Math.ceil)
  return up(set) > 0 && up(set) >= least ? null : short(up(set), nodes(set))
}

function outdated(set: DaemonSet): Status | null {
  if (oldPods(set) === 0) return null
  const reason = of(set.status?.updatedNumberScheduled, nodes(set), 'updated')
  return { tone: 'warn', word: 'Outdated', reason }
}

function onItsWay(set: DaemonSet): Status | null {
  const { updatedNumberScheduled: updated = 0 } = set.status ?? {}
  if (onDelete(set) || updated >= nodes(set)) return null
  return rolling(of(updated, nodes(set), 'updated'))
}

function misplaced({ status }: DaemonSet): Status | null {
  const { numberMisscheduled: wrong = 0 } = status ?? {}
  if (wrong === 0) return null
  return {
    tone: 'warn',
    word: 'Misscheduled',
    reason: `${counted(wrong, 'pod')} where none should be`,
  }
}
