/** Whether a node is ready, and what is wrong with it. */
import type { Status } from '../../kind.ts'
import type { Condition } from './pod.ts'
import type { Node, NodeCondition, Taint } from './node.ts'
import { sentence } from './pod-status.ts'
import { remembered } from './remembered.ts'

/** Conditions that are bad news when true: the kubelet's, the cloud's, and those of the node problem detector. */
export const alarms: Readonly<Record<string, string>> = {
  MemoryPressure: 'short of memory',
  DiskPressure: 'short of disk',
  PIDPressure: 'short of process ids',
  NetworkUnavailable: 'no network',
  KernelDeadlock: 'kernel deadlock',
  ReadonlyFilesystem: 'a file system is read-only',
  CorruptDockerOverlay2: 'corrupt image store',
  FrequentKubeletRestart: 'its kubelet keeps restarting',
  FrequentContainerdRestart: 'containerd keeps restarting',
  FrequentDockerRestart: 'Docker keeps restarting',
  FrequentUnregisterNetDevice: 'network devices keep vanishing',
}

export const ready = ({ status }: Node): NodeCondition | undefined =>
  status?.conditions?.find(({ type }) => type === 'Ready')

/** What of its conditions is bad news. */
export const alarmsOf = ({ status }: Node): readonly Condition[] =>
  (status?.conditions ?? []).filter(
    ({ type, status: is }) => is === 'True' && Object.hasOwn(alarms, type),
  )

export const taintOf = ({ spec }: Node, key: string): Taint | undefined =>
  spec?.taints?.find((each) => each.key === key)

const shutDown = 'node.cloudprovider.kubernetes.io/shutdown'
export const uninitialized = 'node.cloudprovider.kubernetes.io/uninitialized'
export const cordon = 'node.kubernetes.io/unschedulable'

/**
 * kubectl's words, but a cordoned node that is well is `Cordoned` (kubectl: `Ready,SchedulingDisabled`):
 * somebody wanted it so. That its kubelet is silent (`Unknown`) is `NotReady`, as kubectl has it, and said behind it.
 */
export const nodeStatus: (node: Node) => Status = remembered((node: Node): Status => {
  const condition = ready(node)
  const cordoned = node.spec?.unschedulable === true ? ['cordoned'] : []
  if (condition === undefined) return unheard(node, cordoned)
  if (condition.status !== 'True') return notReady(node, condition, cordoned)
  const wrong = alarmsOf(node).map(({ type }) => alarms[type] ?? type)
  if (wrong.length > 0)
    return { tone: 'warn', word: 'Ready', reason: [...wrong, ...cordoned].join(', ') }
  if (cordoned.length > 0) {
    const since = taintOf(node, cordon)?.timeAdded
    return { tone: 'idle', word: 'Cordoned', reason: '', ...(since !== undefined && { since }) }
  }
  return { tone: 'ok', word: 'Ready', reason: '' }
})

function unheard(node: Node, cordoned: readonly string[]): Status {
  const cloud = taintOf(node, uninitialized) !== undefined
  const reason = cloud ? 'the cloud is setting it up' : 'no word from its kubelet yet'
  return {
    tone: cloud ? 'busy' : 'warn',
    word: 'Unknown',
    reason: [reason, ...cordoned].join(', '),
  }
}

function notReady(node: Node, condition: Condition, cordoned: readonly string[]): Status {
  const since = condition.lastTransitionTime ?? undefined
  const reason = [whyNot(node, condition), ...cordoned].join(', ')
  return { tone: 'bad', word: 'NotReady', reason, ...(since !== undefined && { since }) }
}

export function whyNot(node: Node, { status, reason = '', message = '' }: Condition): string {
  if (taintOf(node, shutDown) !== undefined) return 'shut down'
  if (reason === 'NodeStatusNeverUpdated') return 'kubelet never answered'
  if (status === 'Unknown') return 'kubelet stopped answering'
  return inShort(message) || reason
}

const causes: readonly (readonly [RegExp, string])[] = [
  [
    /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady/i,
    'no network plugin',
  ],
  [
    /container runtime is down|container runtime status check may not have completed|runtime not ready/i,
    'container runtime is down',
  ],
  [/PLEG is not healthy/i, 'container runtime does not keep up'],
  [/node is shutting down/i, 'shutting down'],
  [/CSINode is not yet initialized/i, 'storage drivers are not set up'],
]

/** What the kubelet says, in few words. */
const inShort = (message: string): string =>
  causes.find(([form]) => form.test(message))?.[1] ?? sentence(message)
