/** What is wrong with a node, in plain words. */
import type { Problem, Step } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { since } from './ages.ts'
import { stuckDeletion } from './deletion.ts'
import type { Node, NodeCondition } from './node.ts'
import { alarms, alarmsOf, cordon, ready, taintOf, uninitialized, whyNot } from './node-status.ts'
import type { Condition } from './pod.ts'

export function nodeProblems(node: Node, now: Date): readonly Problem[] {
  return [
    ...unready(node, now),
    ...alarmsOf(node).map((condition) => alarm(condition, now)),
    ...stuckDeletion(node, now),
    ...cordoned(node, now),
  ]
}

/** Time that a new node takes at most until its kubelet or its cloud has spoken. */
const patience = 5 * 60_000

function unready(node: Node, now: Date): readonly Problem[] {
  const condition = ready(node)
  if (condition?.status === 'True') return []
  if (condition === undefined) return late(node, now)
  const span = since(condition.lastTransitionTime, now)
  const silent = condition.status !== 'False'
  const why = whyNot(node, condition)
  const long = span === '' ? '' : silent ? ` ${span} ago` : `, for ${span}`
  const never = condition.reason === 'NodeStatusNeverUpdated'
  return [
    {
      tone: 'bad',
      title: `${capital(silent ? why : `it is not ready: ${why}`)}${never ? '' : long}`,
      evidence: [condition.message ?? '', heard(node, condition, now), ...leaving(node)],
      next: silent ? machine(node) : kubelet,
    },
  ]
}

const capital = (text: string) => text.replace(/^./, (first) => first.toUpperCase())

/** Of a kubelet that is silent: when it reported last. Reports are whole only every five minutes where nothing changes. */
function heard({ metadata }: Node, condition: NodeCondition, now: Date): string {
  if (condition.status === 'False') return ''
  const last = since(condition.lastHeartbeatTime, now)
  if (condition.reason !== 'NodeStatusNeverUpdated')
    return last === '' ? '' : `Its last full report is of ${last} ago.`
  return `It was registered ${since(metadata.creationTimestamp, now)} ago.`
}

function leaving(node: Node): readonly string[] {
  const keys = ['node.kubernetes.io/unreachable', 'node.kubernetes.io/not-ready']
  const moved = node.spec?.taints?.some(
    ({ key, effect }) => keys.includes(key) && effect === 'NoExecute',
  )
  return moved === true
    ? ['Pods that do not tolerate this are removed from it, by default after five minutes.']
    : []
}

const kubelet: readonly Step[] = [
  { text: 'What its kubelet writes, on the node', run: 'journalctl -u kubelet -n 200' },
  { text: 'Events', part: 'events' },
]

function machine({ metadata: { name } }: Node): readonly Step[] {
  const lease = { resource: 'leases.coordination.k8s.io', namespace: 'kube-node-lease', name }
  return [
    {
      text: 'See whether the machine runs and reaches the API server, and whether its kubelet does.',
    },
    { text: 'Its lease: when it answered last', to: lease },
    ...kubelet,
  ]
}

function late(node: Node, now: Date): readonly Problem[] {
  const old = now.getTime() - Date.parse(node.metadata.creationTimestamp ?? '')
  if (!(old > patience)) return []
  const cloud = taintOf(node, uninitialized) !== undefined
  return [
    {
      tone: 'warn',
      title: cloud ? 'The cloud has not set it up yet' : 'No kubelet has spoken for it yet',
      evidence: [`It was registered ${age(old)} ago.`],
      next: cloud ? [{ text: 'See what the cloud’s controller manager says.' }] : machine(node),
    },
  ]
}

const advice: Readonly<Record<string, string>> = {
  MemoryPressure:
    'Its kubelet evicts pods, those first that take more than they ask for. Find what takes the memory, or give pods requests that fit.',
  DiskPressure:
    'Its kubelet removes images and evicts pods. Free space: old images, logs, what pods write to their own file systems.',
  PIDPressure: 'Find the pod that starts so many processes, or limit processes of a pod.',
  NetworkUnavailable: 'Look at the network plugin’s pods, or the cloud’s routes of this node.',
}

function alarm({ type, message = '', lastTransitionTime }: Condition, now: Date): Problem {
  const span = since(lastTransitionTime, now)
  const words = alarms[type] ?? type
  const noun = type === 'NetworkUnavailable' ? `There is no network route to it` : ''
  const title = noun || (words.startsWith('short') ? `It is ${words}` : capital(words))
  return {
    tone: type.endsWith('Pressure') ? 'warn' : 'bad',
    title: `${title}${span === '' ? '' : `, for ${span}`}`,
    evidence: [message],
    next: [
      { text: advice[type] ?? 'See what the node’s system log says.' },
      { text: 'Events', part: 'events' },
    ],
  }
}

function cordoned(node: Node, now: Date): readonly Problem[] {
  if (node.spec?.unschedulable !== true) return []
  const span = since(taintOf(node, cordon)?.timeAdded, now)
  return [
    {
      tone: 'idle',
      title: `It is cordoned${span === '' ? '' : `, for ${span}`}: no new pods come here`,
      evidence: ['Those that run here stay until they end or the node is drained.'],
      next: [
        { text: 'Open it again', act: 'uncordon', run: `kubectl uncordon ${node.metadata.name}` },
      ],
    },
  ]
}
