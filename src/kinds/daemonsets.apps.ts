/** DaemonSets: kubectl's columns and better, where its pods are missing or should not be. */
import { kind, type Kind, type Problem, type To } from '../kind.ts'
import { counted } from '../views/words.ts'
import { age, name, status } from './parts/columns.ts'
import { type DaemonSet, daemonSetStatus, nodes, oldPods } from './parts/daemon-set.ts'
import { rolloutSection } from './parts/daemon-set-sections.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { missingPods } from './parts/missing.ts'
import { outdatedPods } from './parts/outdated.ts'
import { refusedTold } from './parts/refused.ts'
import { written } from './parts/selectors.ts'
import { daemonSetProgress } from './parts/progress.ts'
import { workloadReads } from './parts/workload.ts'
import {
  containerNames,
  images,
  podCount,
  selector,
  workloadFacets,
} from './parts/workload-columns.ts'
import { budgets, pods, revisions, services } from './parts/workload-relations.ts'
import { workloadSections } from './parts/workload-sections.ts'

const daemonSets: Kind = kind<DaemonSet>({
  reads: [
    ...workloadReads,
    'spec.template.spec.nodeSelector',
    'spec.updateStrategy',
    'status.desiredNumberScheduled',
    'status.currentNumberScheduled',
    'status.numberReady',
    'status.numberAvailable',
    'status.numberMisscheduled',
    'status.updatedNumberScheduled',
  ],
  // Those that the status tells in words are shown when they are chosen.
  columns: [
    name,
    podCount('Desired', 'Nodes that are to have a pod', nodes),
    podCount(
      'Current',
      'Nodes of those that have one',
      ({ status: of }) => of?.currentNumberScheduled ?? 0,
      { wide: true },
    ),
    podCount('Ready', 'Pods that are ready', ({ status: of }) => of?.numberReady ?? 0),
    status(daemonSetStatus),
    podCount(
      'Up-to-date',
      'Pods that are as the template says',
      ({ status: of }) => of?.updatedNumberScheduled ?? 0,
    ),
    podCount(
      'Available',
      'Pods that have been ready for long enough',
      ({ status: of }) => of?.numberAvailable ?? 0,
      { wide: true },
    ),
    {
      title: 'Node Selector',
      help: 'Labels of the nodes that are chosen',
      type: 'text',
      cell: (set) => ({ text: chosen(set), to: nodesOf(set) }),
    },
    age,
    images,
    containerNames,
    selector,
  ],
  status: daemonSetStatus,
  progress: daemonSetProgress,
  facets: workloadFacets,
  sections: (set) => workloadSections(set, rolloutSection(set)),
  relations: [pods, revisions, services, budgets],
  events: ['pods'],
  logs: 'pods',
  problems: (set, now) => [
    ...stuckDeletion(set, now),
    ...missingPods(daemonSetStatus(set), unplaced(set)),
    ...misplaced(set),
    ...outdatedPods(set, oldPods(set), nodes(set)),
    ...nowhere(set),
  ],
  told: (set, events, now) =>
    (set.status?.currentNumberScheduled ?? 0) < nodes(set) ? refusedTold(set, events, now) : [],
})
export default daemonSets

function nodesOf(set: DaemonSet): To | undefined {
  const l = chosen(set)
  return l === '' ? undefined : { list: 'nodes', query: { l } }
}

const chosen = ({ spec }: DaemonSet): string =>
  written({ matchLabels: spec?.template?.spec?.nodeSelector ?? {} })

/** Where pods are not even there. */
function unplaced({ status: of = {} }: DaemonSet): string | undefined {
  const { currentNumberScheduled: have = 0, desiredNumberScheduled: all = 0 } = of
  return have < all
    ? `${have} of ${counted(all, 'node')} ${have === 1 ? 'has' : 'have'} one.`
    : undefined
}

function misplaced({ status: of }: DaemonSet): readonly Problem[] {
  const { numberMisscheduled: wrong = 0 } = of ?? {}
  if (wrong === 0) return []
  return [
    {
      tone: 'warn',
      title: `${counted(wrong, 'pod')} ${wrong === 1 ? 'runs' : 'run'} on a node that should not have one`,
      evidence: ['The node’s labels or taints have changed since, or the set’s own selectors.'],
      next: [{ text: 'Nodes', to: { list: 'nodes', query: {} } }],
    },
  ]
}

function nowhere(set: DaemonSet): readonly Problem[] {
  if (daemonSetStatus(set).word !== 'No nodes') return []
  const labels = chosen(set)
  const why =
    labels === ''
      ? 'Its affinity chooses no node, or it does not tolerate their taints.'
      : `It chooses nodes with ${labels}, and tolerates what its tolerations say.`
  return [
    {
      tone: 'warn',
      title: 'It runs on no node',
      evidence: [why],
      next: [{ text: 'Nodes', to: { list: 'nodes', query: {} } }],
    },
  ]
}
