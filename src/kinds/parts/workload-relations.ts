/** What belongs to a workload: its pods, and what counts, reaches and guards them. */
import type { KubeObject, Relation } from '../../kind.ts'
import { autoscalerProblems } from './autoscaler.ts'
import { podsProblems } from './pods-problems.ts'
import { matches, type Selector, selects, written } from './selectors.ts'
import { labelsOf, type Workload } from './workload.ts'

/** By its selector. */
export const pods: Relation<Workload> = {
  id: 'pods',
  title: 'Pods',
  resource: 'pods',
  which: ({ spec, metadata }) => {
    const labels = written(spec?.selector ?? {})
    return labels === '' ? null : { namespace: metadata.namespace ?? null, labels }
  },
  none: 'It has no pods.',
  columns: ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'Node'],
  problems: (_, others, __, whole) => podsProblems(others, whole),
}

const inItsNamespace = ({ metadata }: KubeObject) => ({ namespace: metadata.namespace ?? null })

/** By the labels of its template. */
export const services: Relation<Workload> = {
  id: 'services',
  title: 'Reached by',
  resource: 'services',
  which: inItsNamespace,
  keep: (workload) => selects(labelsOf(workload)),
  none: 'No service selects its pods.',
  columns: ['Name', 'Type', 'Cluster-IP', 'Port(s)'],
}

interface Autoscaled {
  readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string }
}

export const autoscalers: Relation<Workload> = {
  id: 'autoscalers',
  title: 'Scaled by',
  resource: 'horizontalpodautoscalers.autoscaling',
  which: inItsNamespace,
  keep:
    ({ kind, metadata }) =>
    (other) => {
      const { scaleTargetRef: target } = (other['spec'] ?? {}) as Autoscaled
      return target?.kind === kind && target.name === metadata.name
    },
  none: 'No autoscaler scales it.',
  columns: ['Name', 'Targets', 'MinPods', 'MaxPods', 'Status'],
  problems: (_, others) => others.flatMap(autoscalerProblems),
}

export const budgets: Relation<Workload> = {
  id: 'budgets',
  title: 'Guarded by',
  resource: 'poddisruptionbudgets.policy',
  which: inItsNamespace,
  keep: (workload) => (other) => {
    const spec = other['spec'] as { readonly selector?: Selector } | undefined
    return matches(spec?.selector, labelsOf(workload))
  },
  none: 'No disruption budget guards its pods.',
  columns: ['Name', 'Status', 'Min Available', 'Max Unavailable'],
}

/** @param by of what is looked at. */
export const ownedBy =
  ({ metadata: { uid } }: KubeObject) =>
  ({ metadata }: KubeObject): boolean =>
    uid !== undefined && (metadata.ownerReferences ?? []).some((owner) => owner.uid === uid)

/** Of a StatefulSet or a DaemonSet; the newest first. */
export const revisions: Relation<Workload> = {
  id: 'revisions',
  title: 'Revisions',
  resource: 'controllerrevisions.apps',
  which: (workload) => pods.which(workload),
  keep: ownedBy,
  none: 'It has no revisions.',
  columns: ['Name', 'Revision', 'Images', 'Age'],
  order: (other) => Number(other['revision'] ?? 0),
}
