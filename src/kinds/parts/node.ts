/** The fields of a Node that are read here (core/v1). */
import type { KubeObject } from '../../kind.ts'
import type { Amounts } from './amounts.ts'
import type { Condition } from './pod.ts'

export interface Node extends KubeObject {
  readonly spec?: {
    readonly unschedulable?: boolean
    readonly taints?: readonly Taint[]
    readonly podCIDRs?: readonly string[]
    readonly providerID?: string
  }
  readonly status?: {
    readonly conditions?: readonly NodeCondition[]
    readonly addresses?: readonly { readonly type: string; readonly address: string }[]
    readonly capacity?: Amounts
    readonly allocatable?: Amounts
    readonly nodeInfo?: Info
  }
}

export interface NodeCondition extends Condition {
  readonly lastHeartbeatTime?: string | null
}

export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect?: string
  readonly timeAdded?: string
}

interface Info {
  readonly kubeletVersion?: string
  readonly osImage?: string
  readonly operatingSystem?: string
  readonly kernelVersion?: string
  readonly architecture?: string
  readonly containerRuntimeVersion?: string
  readonly machineID?: string
  readonly bootID?: string
}

const rolePrefix = 'node-role.kubernetes.io/'

/** As kubectl finds them (printers, findNodeRoles). */
export function rolesOf({ metadata: { labels = {} } }: Node): readonly string[] {
  const named = Object.keys(labels)
    .filter((key) => key.startsWith(rolePrefix))
    .map((key) => key.slice(rolePrefix.length))
  const old = labels['kubernetes.io/role'] ?? ''
  return [...new Set([...named, old])].filter((role) => role !== '').toSorted()
}

/** Labels by which clouds and autoscalers name a node's pool. */
const pools = [
  'cloud.google.com/gke-nodepool',
  'eks.amazonaws.com/nodegroup',
  'kubernetes.azure.com/agentpool',
  'karpenter.sh/nodepool',
  'node.cluster.x-k8s.io/deployment-name',
  'doks.digitalocean.com/node-pool',
  'k8s.scaleway.com/pool-name',
]

export const poolOf = ({ metadata: { labels = {} } }: Node): string =>
  pools.map((key) => labels[key] ?? '').find((value) => value !== '') ?? ''

/** `dedicated=search:NoSchedule`. */
export const taintWords = ({ key, value = '', effect = '' }: Taint): string =>
  `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`

export const addressOf = ({ status }: Node, type: string): string | undefined =>
  status?.addresses?.find((each) => each.type === type)?.address

/** `6.12.57 (amd64)`, as kubectl prints it. */
export function kernel({ status: of }: Node): string {
  const { kernelVersion = '', architecture = '' } = of?.nodeInfo ?? {}
  return architecture === '' ? kernelVersion : `${kernelVersion} (${architecture})`
}

export const label =
  (key: string) =>
  ({ metadata: { labels } }: Node): string | undefined =>
    labels?.[key]
