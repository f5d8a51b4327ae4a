/** Deployments: kubectl's columns and better, how a rollout goes and what hinders it. */
import { kind, type Kind } from '../kind.ts'
import { age, name, number, status, text } from './parts/columns.ts'
import { type Deployment, deploymentStatus } from './parts/deployment.ts'
import { deploymentProblems } from './parts/deployment-problems.ts'
import { revisionOf, rolledOut, rolloutSection } from './parts/deployment-sections.ts'
import { deploymentProgress } from './parts/progress.ts'
import { wanted, workloadReads } from './parts/workload.ts'
import {
  containerNames,
  images,
  podCount,
  ready,
  selector,
  workloadFacets,
} from './parts/workload-columns.ts'
import { autoscalers, budgets, ownedBy, pods, services } from './parts/workload-relations.ts'
import { workloadSections } from './parts/workload-sections.ts'

const deployments: Kind = kind<Deployment>({
  reads: [
    ...workloadReads,
    'status.conditions.lastUpdateTime',
    'metadata.annotations.deployment.kubernetes.io/revision',
    'spec.replicas',
    'spec.paused',
    'spec.strategy.type',
    'status.replicas',
    'status.updatedReplicas',
    'status.readyReplicas',
    'status.availableReplicas',
  ],
  columns: [
    name,
    ready((deployment) => ({
      ready: deployment.status?.readyReplicas ?? 0,
      wanted: wanted(deployment),
    })),
    status(deploymentStatus),
    podCount(
      'Up-to-date',
      'Pods that are as the template says',
      ({ status: of }) => of?.updatedReplicas ?? 0,
    ),
    podCount(
      'Available',
      'Pods that have been ready for long enough',
      ({ status: of }) => of?.availableReplicas ?? 0,
    ),
    age,
    images,
    containerNames,
    selector,
    text('Strategy', 'How its pods are replaced', ({ spec }) => spec?.strategy?.type, {
      wide: true,
    }),
    number(
      'Revision',
      'How often its template was changed',
      (deployment) => Number(revisionOf(deployment)) || undefined,
      { wide: true },
    ),
  ],
  status: deploymentStatus,
  progress: deploymentProgress,
  facets: workloadFacets,
  sections: (deployment) => workloadSections(deployment, rolloutSection(deployment)),
  relations: [
    pods,
    {
      id: 'revisions',
      title: 'Revisions',
      resource: 'replicasets.apps',
      which: (deployment) => pods.which(deployment),
      keep: ownedBy,
      none: 'It has no replica sets.',
      columns: ['Name', 'Revision', 'Ready', 'Desired', 'Age', 'Images', 'Cause'],
      order: (other) => Number(revisionOf(other)),
    },
    services,
    autoscalers,
    budgets,
  ],
  events: ['pods', 'revisions'],
  logs: 'pods',
  problems: deploymentProblems,
  changed: rolledOut,
})
export default deployments
