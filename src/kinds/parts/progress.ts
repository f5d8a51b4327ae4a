/** How far a rollout is. Source: k8s.io/kubectl pkg/polymorphichelpers/rollout_status.go. */
import type { Progress } from '../../kind/progress.ts'
import { type DaemonSet, nodes, onDelete as daemonOnDelete } from './daemon-set.ts'
import { type Deployment, isStuck } from './deployment.ts'
import { onDelete, type StatefulSet, toUpdate } from './stateful-set.ts'
import { wanted, type Workload } from './workload.ts'
import { of } from './workload-status.ts'

const done: Progress = { state: 'done', words: '' }
const going = (words: string): Progress => ({ state: 'going', words })

/** What its status says is of before. */
const unseen = ({ metadata, status }: Workload): boolean =>
  (status?.observedGeneration ?? 0) < (metadata.generation ?? 1)
const waiting = going('not seen by its controller yet')

export function deploymentProgress(deployment: Deployment): Progress {
  if (unseen(deployment)) return waiting
  const all = wanted(deployment)
  const { replicas = 0, updatedReplicas: updated = 0 } = deployment.status ?? {}
  const { availableReplicas: up = 0 } = deployment.status ?? {}
  const words = lacking([
    [updated < all && deployment.spec?.paused !== true, of(updated, all, 'updated')],
    [replicas > Math.max(updated, all), `${replicas - Math.max(updated, all)} old left`],
    [replicas > all, `${replicas - all} to end`],
    [up < Math.min(updated, all), of(up, all, 'available')],
  ])
  if (words === '') return done
  return isStuck(deployment)
    ? { state: 'stuck', words: `no progress in time, ${words}` }
    : going(words)
}

export function statefulSetProgress(set: StatefulSet): Progress {
  if (unseen(set)) return waiting
  const all = wanted(set)
  const { replicas = 0, readyReplicas: ready = 0, updatedReplicas: updated = 0 } = set.status ?? {}
  const { currentRevision, updateRevision } = set.status ?? {}
  const replaced = onDelete(set) ? 0 : toUpdate(set)
  const whole = replaced === all && all > 0
  const words = lacking([
    [updated < replaced, of(updated, replaced, 'updated')],
    [ready < all, of(ready, all, 'ready')],
    [replicas > all, `${replicas - all} to end`],
    [whole && updateRevision !== currentRevision, of(updated, all, 'updated')],
  ])
  return words === '' ? done : going(words)
}

export function daemonSetProgress(set: DaemonSet): Progress {
  if (unseen(set)) return waiting
  const all = nodes(set)
  const { updatedNumberScheduled: updated = 0, numberAvailable: up = 0 } = set.status ?? {}
  const words = lacking([
    [updated < all && !daemonOnDelete(set), of(updated, all, 'updated')],
    [up < all, of(up, all, 'available')],
  ])
  return words === '' ? done : going(words)
}

/** The first that is so. */
const lacking = (all: readonly (readonly [boolean, string])[]): string =>
  all.find(([isSo]) => isSo)?.[1] ?? ''
