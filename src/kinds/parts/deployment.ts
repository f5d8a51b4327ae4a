/** A Deployment's fields (apps/v1), and what it is like. */
import type { Status } from '../../kind.ts'
import { remembered } from './remembered.ts'
import type { Rolling } from './rollout.ts'
import { conditionOf, wanted, type Workload } from './workload.ts'
import {
  available,
  ending,
  first,
  idle,
  of,
  refused,
  rolling,
  short,
  unseen,
} from './workload-status.ts'

export interface Deployment extends Workload {
  readonly spec?: Workload['spec'] & {
    readonly paused?: boolean
    readonly progressDeadlineSeconds?: number
    readonly strategy?: {
      readonly type?: string
      readonly rollingUpdate?: Rolling
    }
  }
  readonly status?: Workload['status'] & {
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly terminatingReplicas?: number
  }
}

export const deploymentStatus: (deployment: Deployment) => Status = remembered(
  (deployment: Deployment) =>
    first(ending(deployment), unseen(deployment), refused(deployment)) ??
    first(paused(deployment), scaledDown(deployment), stuck(deployment), onItsWay(deployment)) ??
    short(deployment.status?.availableReplicas ?? 0, wanted(deployment)) ??
    available,
)

/** Its new pods did not come up in time (`progressDeadlineSeconds`); the controller tries on. */
export const isStuck = (deployment: Deployment): boolean =>
  conditionOf(deployment, 'Progressing')?.reason === 'ProgressDeadlineExceeded'

/** What is not as its template wants it yet: kubectl's `rollout status` asks the same, in this order. */
export function lacks(deployment: Deployment): string {
  const {
    replicas = 0,
    updatedReplicas: updated = 0,
    availableReplicas: up = 0,
  } = deployment.status ?? {}
  const all = wanted(deployment)
  if (updated < all) return of(updated, all, 'updated')
  const few = up < all ? of(up, all, 'available') : ''
  const ill = few === '' && replicas > up ? `${replicas - up} not available` : few
  const old = replicas > updated ? `${replicas - updated} old left` : ''
  return [ill, old].filter((word) => word !== '').join(', ')
}

/** A rollout waits for somebody to resume it; what runs goes on, and may be ill. */
function paused(deployment: Deployment): Status | null {
  if (deployment.spec?.paused !== true) return null
  const all = wanted(deployment)
  const ill = short(deployment.status?.availableReplicas ?? 0, all)
  const { updatedReplicas: updated = 0 } = deployment.status ?? {}
  const reason = ill?.reason ?? (updated < all ? of(updated, all, 'updated') : '')
  return { tone: ill?.tone ?? 'idle', word: 'Paused', reason }
}

function scaledDown(deployment: Deployment): Status | null {
  if (wanted(deployment) > 0) return null
  const { replicas = 0 } = deployment.status ?? {}
  return replicas > 0 ? rolling(`${replicas} to end`) : idle
}

function stuck(deployment: Deployment): Status | null {
  const reason = lacks(deployment)
  if (!isStuck(deployment) || reason === '') return null
  return { tone: 'bad', word: 'Stuck', reason }
}

/** New pods come and old ones go. Once all have come the controller says `NewReplicaSetAvailable`: what is lacking then is ill. */
function onItsWay(deployment: Deployment): Status | null {
  const { replicas = 0, updatedReplicas: updated = 0 } = deployment.status ?? {}
  const done = conditionOf(deployment, 'Progressing')?.reason === 'NewReplicaSetAvailable'
  const all = wanted(deployment)
  // The template is the same: there are only to be more of it.
  if (done && replicas === updated && updated < all)
    return { tone: 'busy', word: 'Scaling', reason: `${updated} of ${all}` }
  const changing = updated < all || replicas > updated || !done
  const reason = lacks(deployment)
  return changing && reason !== '' ? rolling(reason) : null
}
