/** What Deployments, ReplicaSets, StatefulSets and DaemonSets have in common (apps/v1), and what a list reads of it. */
import type { KubeObject } from '../../kind.ts'
import type { Condition, Labels, Pod, PodSpec } from './pod.ts'
import type { Selector } from './selectors.ts'

export interface Workload extends KubeObject {
  readonly spec?: {
    /** Absent where every node has one. */
    readonly replicas?: number
    readonly selector?: Selector
    readonly template?: Template
    readonly minReadySeconds?: number
    readonly revisionHistoryLimit?: number
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly conditions?: readonly Condition[]
  }
}

export interface Template {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels }
  readonly spec?: PodSpec
}

/** The pod that a template asks for, without a name and a status. */
export function templatePod({ apiVersion, metadata: { namespace }, spec }: Workload): Pod {
  const labels = spec?.template?.metadata?.labels ?? {}
  return {
    apiVersion,
    kind: 'Pod',
    metadata: { name: '', ...(namespace !== undefined && { namespace }), labels },
    spec: spec?.template?.spec ?? {},
  }
}

export const labelsOf = ({ spec }: Workload): Labels => spec?.template?.metadata?.labels ?? {}

/** How many pods are wanted where that is said; the API server's default is one. */
export const wanted = ({ spec }: Workload): number => spec?.replicas ?? 1

export const conditionOf = ({ status }: Workload, type: string): Condition | undefined =>
  status?.conditions?.find((each) => each.type === type)

/** The fields that columns, facets and relations of all of them read. */
export const workloadReads: readonly string[] = [
  'spec.selector',
  'spec.minReadySeconds',
  'spec.template.metadata.labels',
  'spec.template.spec.serviceAccountName',
  'spec.template.spec.initContainers.name',
  'spec.template.spec.initContainers.image',
  'spec.template.spec.containers.name',
  'spec.template.spec.containers.image',
  'status.observedGeneration',
  'status.conditions.type',
  'status.conditions.status',
  'status.conditions.reason',
  'status.conditions.message',
]
