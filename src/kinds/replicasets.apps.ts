/** ReplicaSets: kubectl's columns and better; most of them are the revisions of a Deployment. */
import { type Fields, kind, type Kind, type Problem, type Status } from '../kind.ts'
import { controllerOf } from '../views/owner.ts'
import { age, name, number, status, text } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { causeOf, revisionOf } from './parts/deployment-sections.ts'
import { field } from './parts/fields.ts'
import { missingPods } from './parts/missing.ts'
import { refusedPods } from './parts/refused.ts'
import { remembered } from './parts/remembered.ts'
import { lived, podsField, selectorField } from './parts/rollout.ts'
import { wanted, type Workload, workloadReads } from './parts/workload.ts'
import {
  containerNames,
  images,
  podCount,
  selector,
  workloadFacets,
} from './parts/workload-columns.ts'
import { autoscalers, budgets, pods, services } from './parts/workload-relations.ts'
import {
  available,
  ending,
  first,
  idle,
  refused,
  rolling,
  short,
  unseen,
} from './parts/workload-status.ts'
import { workloadSections } from './parts/workload-sections.ts'

interface ReplicaSet extends Workload {
  readonly status?: Workload['status'] & {
    readonly replicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly terminatingReplicas?: number
  }
}

/** Pods that have just been made are not available either: only its Deployment knows for how long that may last. */
const replicaSetStatus: (set: ReplicaSet) => Status = remembered((set: ReplicaSet) => {
  const missing = short(set.status?.availableReplicas ?? 0, wanted(set))
  return (
    first(ending(set), unseen(set), refused(set), scaledDown(set)) ??
    (missing === null ? available : { ...missing, tone: 'warn' })
  )
})

function scaledDown(set: ReplicaSet): Status | null {
  if (wanted(set) > 0) return null
  const { replicas = 0 } = set.status ?? {}
  return replicas > 0 ? rolling(`${replicas} to end`) : idle
}

const replicaSets: Kind = kind<ReplicaSet>({
  reads: [
    ...workloadReads,
    'metadata.annotations.deployment.kubernetes.io/revision',
    'metadata.annotations.kubernetes.io/change-cause',
    'spec.replicas',
    'status.replicas',
    'status.readyReplicas',
    'status.availableReplicas',
  ],
  columns: [
    name,
    podCount('Desired', 'Pods that are wanted', wanted),
    podCount('Current', 'Pods that there are', ({ status: of }) => of?.replicas ?? 0),
    podCount('Ready', 'Pods that are ready', ({ status: of }) => of?.readyReplicas ?? 0),
    status(replicaSetStatus),
    age,
    images,
    containerNames,
    selector,
    number(
      'Revision',
      'Which of its Deployment’s templates it is of',
      (set) => Number(revisionOf(set)) || undefined,
      { wide: true },
    ),
    text('Cause', 'Why its Deployment was changed, as somebody noted', causeOf, { wide: true }),
  ],
  status: replicaSetStatus,
  facets: workloadFacets,
  sections: (set) => workloadSections(set, counted(set)),
  relations: [pods, services, { ...autoscalers, which: ownIfFree }, budgets],
  events: ['pods'],
  logs: 'pods',
  problems: (set, now) => [...stuckDeletion(set, now), ...refusedOrMissing(set)],
})
export default replicaSets

/** What a Deployment owns is scaled by it. */
function ownIfFree(set: ReplicaSet) {
  return controllerOf(set.metadata) === undefined ? autoscalers.which(set) : null
}

function refusedOrMissing(set: ReplicaSet): readonly Problem[] {
  const refusals = refusedPods(set)
  return refusals.length > 0 ? refusals : missingPods(replicaSetStatus(set), undefined)
}

function counted(set: ReplicaSet): Fields {
  const { readyReplicas, availableReplicas } = set.status ?? {}
  return {
    block: 'fields',
    title: 'Replicas',
    fields: [
      podsField(
        wanted(set),
        [
          [readyReplicas, 'ready'],
          [availableReplicas, 'available'],
        ],
        set,
      ),
      field('Revision', revisionOf(set)),
      ...lived(set),
      selectorField(set),
    ],
  }
}
