/** The fields of a Node that are read here (core/v1). */
import type { KubeObject, Said } from '../../kind.ts'
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

/** Those of its labels, as `KEY=value`: what leads to all nodes that have them. */
const having = ({ metadata: { labels = {} } }: Node, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => Object.hasOwn(labels, key)).map((key) => `${key}=${labels[key]}`)

/** As kubectl finds them (printers, findNodeRoles). */
export function rolesOf({ metadata: { labels = {} } }: Node): readonly string[] {
  const named = Object.keys(labels)
    .filter((key) => key.startsWith(rolePrefix))
    .map((key) => key.slice(rolePrefix.length))
  const old = labels['kubernetes.io/role'] ?? ''
  return [...new Set([...named, old])].filter((role) => role !== '').toSorted()
}

/** The labels that say so, as `KEY=value`. */
export const roleLabels = (node: Node): readonly string[] =>
  having(
    node,
    Object.keys(node.metadata.labels ?? {}).filter(
      (key) => key.startsWith(rolePrefix) || key === 'kubernetes.io/role',
    ),
  )

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

/** `KEY=value` of the first of them. */
export const poolLabels = (node: Node): readonly string[] =>
  having(node, pools)
    .filter((pair) => !pair.endsWith('='))
    .slice(0, 1)

export const poolOf = (node: Node): string => valueOf(poolLabels(node)[0] ?? '')

const valueOf = (pair: string) => pair.slice(pair.indexOf('=') + 1)

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

/** A label of it: its value, and the way to all nodes that have the same. */
export function label(key: string) {
  const pairs = (node: Node) => having(node, [key])
  const of = (node: Node) => valueOf(pairs(node)[0] ?? '')
  return { pairs, of, said: (node: Node) => led(of(node), pairs(node)) }
}

/** Nodes that have these labels. */
export const led = (text: string, pairs: readonly string[]): Said | undefined =>
  text === '' ? undefined : { text, to: { list: 'nodes', query: { l: pairs.join(',') } } }
