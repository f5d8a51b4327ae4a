/** StatefulSets: kubectl's columns and better, which pod it waits for, its claims. */
import { kind, type Kind } from '../kind.ts'
import { claimsProblems } from './parts/claims-problems.ts'
import { age, name, status, text } from './parts/columns.ts'
import { refusedTold } from './parts/refused.ts'
import { type StatefulSet, statefulSetStatus } from './parts/stateful-set.ts'
import { statefulSetProblems } from './parts/stateful-set-problems.ts'
import { claimsSection, isClaimOf, rolloutSection } from './parts/stateful-set-sections.ts'
import { statefulSetProgress } from './parts/progress.ts'
import { wanted, workloadReads } from './parts/workload.ts'
import {
  containerNames,
  images,
  podCount,
  ready,
  selector,
  workloadFacets,
} from './parts/workload-columns.ts'
import { autoscalers, budgets, pods, revisions, services } from './parts/workload-relations.ts'
import { workloadSections } from './parts/workload-sections.ts'

const statefulSets: Kind = kind<StatefulSet>({
  reads: [
    ...workloadReads,
    'spec.replicas',
    'spec.serviceName',
    'spec.podManagementPolicy',
    'spec.ordinals.start',
    'spec.updateStrategy',
    'spec.volumeClaimTemplates.metadata.name',
    'status.replicas',
    'status.readyReplicas',
    'status.availableReplicas',
    'status.updatedReplicas',
    'status.currentRevision',
    'status.updateRevision',
  ],
  columns: [
    name,
    ready((set) => ({ ready: set.status?.readyReplicas ?? 0, wanted: wanted(set) })),
    status(statefulSetStatus),
    age,
    images,
    containerNames,
    podCount(
      'Up-to-date',
      'Pods that are of the newest revision',
      ({ status: of }) => of?.updatedReplicas ?? 0,
      { wide: true },
    ),
    text('Service', 'Under which its pods have names', ({ spec }) => spec?.serviceName, {
      wide: true,
    }),
    selector,
  ],
  status: statefulSetStatus,
  progress: statefulSetProgress,
  facets: workloadFacets,
  sections: (set) =>
    workloadSections(set, rolloutSection(set), [
      claimsSection(set),
      { block: 'related', id: 'claims' },
    ]),
  relations: [
    pods,
    {
      id: 'claims',
      title: 'Claims',
      resource: 'persistentvolumeclaims',
      which: ({ spec, metadata }) =>
        (spec?.volumeClaimTemplates ?? []).length === 0
          ? null
          : { namespace: metadata.namespace ?? null },
      keep: (set) => isClaimOf(set),
      none: 'None of its claims has been made yet.',
      problems: (_, others) => claimsProblems(others),
    },
    revisions,
    services,
    autoscalers,
    budgets,
  ],
  events: ['pods', 'claims'],
  logs: 'pods',
  problems: statefulSetProblems,
  told: (set, events, now) =>
    (set.status?.replicas ?? 0) < wanted(set) ? refusedTold(set, events, now) : [],
})
export default statefulSets
