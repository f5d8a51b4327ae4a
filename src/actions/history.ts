/** The revisions of a workload's template: ReplicaSets of a Deployment, ControllerRevisions of the others. */
import { changesOf, leavesOf } from '../edit.ts'
import type { Around } from '../kind/action.ts'
import { causeOf, revisionOf } from '../kinds/parts/deployment-sections.ts'
import { ownedBy } from '../kinds/parts/workload-relations.ts'
import type { Template, Workload } from '../kinds/parts/workload.ts'
import type { KubeObject } from '../kube.ts'

/** A past template, with what returns beside it. */
export interface Revision {
  readonly number: number
  /** When it first was. */
  readonly created: string
  /** `kubernetes.io/change-cause`; empty where nobody said. */
  readonly cause: string
  readonly template: Template
  /** Of the Deployment, as they would be; null: they stay. */
  readonly annotations: Marks | null
  /** Pods that are of it now; null: not known. */
  readonly pods: number | null
  /** It is the template of now. */
  readonly isNow: boolean
}

type Marks = Readonly<Record<string, string>>

export const pods = 'pods'

/** @param resource what holds its revisions. The newest first. */
export function historyOf(
  workload: Workload,
  resource: string,
  around: Around,
): readonly Revision[] {
  const owned = (around[resource]?.items ?? []).filter(ownedBy(workload))
  const read = workload.kind === 'Deployment' ? ofReplicaSet : ofControllerRevision
  return owned
    .map((each) => read(workload, each, around))
    .filter(({ number }) => number > 0)
    .toSorted((a, b) => b.number - a.number)
}

const mark = 'controller-revision-hash'

function ofReplicaSet(deployment: Workload, set: Workload): Revision {
  const template = unmarked(set.spec?.template ?? {})
  const { replicas = null } = (set.status ?? {}) as { readonly replicas?: number }
  return {
    number: Number(revisionOf(set)),
    created: set.metadata.creationTimestamp ?? '',
    cause: causeOf(set),
    template,
    annotations: returned(deployment.metadata.annotations ?? {}, set.metadata.annotations ?? {}),
    pods: replicas,
    isNow: alike(template, unmarked(deployment.spec?.template ?? {})),
  }
}

/** Without what only controllers and servers of old (`creationTimestamp: null`) write into it. */
function unmarked({ metadata = {}, ...template }: Template): Template {
  const { creationTimestamp: _, ...rest } = metadata as { readonly creationTimestamp?: null }
  const { 'pod-template-hash': __, [mark]: ___, ...labels } = metadata.labels ?? {}
  return { ...template, metadata: { ...rest, labels } }
}

/** Those that tell of the Deployment itself. Source: k8s.io/kubectl pkg/polymorphichelpers/rollback.go. */
const own = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
])

function returned(now: Marks, then: Marks): Marks {
  const kept = Object.entries(now).filter(([key]) => own.has(key))
  const come = Object.entries(then).filter(([key]) => !own.has(key))
  return Object.fromEntries([...kept, ...come])
}

interface ControllerRevision extends KubeObject {
  readonly revision?: number
  readonly data?: {
    readonly spec?: { readonly template?: Template & { readonly $patch?: string } }
  }
}

function ofControllerRevision(
  workload: Workload,
  { revision = 0, data, metadata }: ControllerRevision,
  around: Around,
): Revision {
  const { $patch: _, ...kept } = data?.spec?.template ?? {}
  const template = unmarked(kept)
  return {
    number: revision,
    created: metadata.creationTimestamp ?? '',
    cause: causeOf({ metadata }),
    template,
    annotations: null,
    pods: podsOf(workload, metadata, around),
    isNow: alike(template, unmarked(workload.spec?.template ?? {})),
  }
}

/** A StatefulSet's pods name their revision, a DaemonSet's have its hash. */
function podsOf(
  workload: Workload,
  { name, labels = {} }: KubeObject['metadata'],
  around: Around,
): number | null {
  const found = around[pods]
  if (found === undefined || found.unseen !== '') return null
  const names = new Set([name, labels[mark]])
  return found.items
    .filter(ownedBy(workload))
    .filter(({ metadata }) => names.has(metadata.labels?.[mark])).length
}

const alike = (a: Template, b: Template): boolean => changesOf(leavesOf(a), leavesOf(b)).size === 0
