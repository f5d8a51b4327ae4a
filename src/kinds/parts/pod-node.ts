/** What is wrong with a pod because of its node. */
import type { Problem, Step } from '../../kind.ts'
import { age } from '../../views/age.ts'
import type { Pod } from './pod.ts'
import { isCutOff, statusesOf } from './pod-status.ts'

export const nodeTroubles = (pod: Pod, now: Date): readonly Problem[] => [
  ...cutOff(pod),
  ...untaken(pod, now),
]

function cutOff(pod: Pod): readonly Problem[] {
  const { nodeName: node = '' } = pod.spec ?? {}
  if (!isCutOff(pod)) return []
  return [
    {
      tone: 'warn',
      title: `Its node ${node} is not ready`,
      evidence: ['Its containers were ready when the node reported last.'],
      next: nodeSteps(pod),
    },
  ]
}

/** Longer than any kubelet that is well takes to say a first word of a pod. */
const patience = 60_000

function untaken(pod: Pod, now: Date): readonly Problem[] {
  const { nodeName: node = '' } = pod.spec ?? {}
  const { phase, conditions = [] } = pod.status ?? {}
  const leaves = pod.metadata.deletionTimestamp !== undefined
  if (phase !== 'Pending' || node === '' || leaves || statusesOf(pod).length > 0) return []
  const placed = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'True')
  const waited = now.getTime() - Date.parse(placed?.lastTransitionTime ?? '')
  if (!(waited > patience)) return []
  return [
    {
      tone: 'warn',
      title: `Its node ${node} has not begun with it, for ${age(waited)}`,
      evidence: ['Its kubelet takes up a pod within seconds: it may be down, cut off or too busy.'],
      next: [...nodeSteps(pod), { text: 'Events', part: 'events' }],
    },
  ]
}

/** To its node, where it has one. */
export function nodeSteps({ spec }: Pod): readonly Step[] {
  const { nodeName: name = '' } = spec ?? {}
  return name === '' ? [] : [{ text: `Node ${name}`, to: { resource: 'nodes', name } }]
}
