/** What a kubelet writes about the pods that go wrong on the real node, a state a case. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../cluster/api.ts'

export interface Status {
  name: string
  ready: boolean
  restartCount: number
  containerID?: string
  state: {
    waiting?: { reason: string; message?: string }
    running?: object
    terminated?: { reason: string; exitCode: number; message?: string }
  }
  lastState: Status['state']
}

export interface Pod {
  metadata: { name: string; deletionTimestamp?: string }
  status: {
    phase: string
    reason?: string
    message?: string
    conditions: { type: string; status: string; reason?: string; message?: string }[]
    containerStatuses?: Status[]
    initContainerStatuses?: Status[]
    ephemeralContainerStatuses?: Status[]
  }
}

interface State {
  /** Where it differs from the case's name. */
  readonly pod?: string
  holds(pod: Pod): boolean | undefined
}

const first = (pod: Pod): Status | undefined => pod.status.containerStatuses?.[0]
const init = (pod: Pod): Status[] => pod.status.initContainerStatuses ?? []
const waits = (status: Status | undefined, reason: string): boolean =>
  status?.state.waiting?.reason === reason
const ended = (status: Status | undefined, reason: string, exitCode: number): boolean => {
  const last = status?.state.terminated
  return last?.reason === reason && last.exitCode === exitCode
}
/** A busy kubelet may find the container it killed gone before it has asked how it ended. */
const killed = (status: Status | undefined): boolean =>
  ended(status, 'Error', 137) || ended(status, 'ContainerStatusUnknown', 137)
const fresh = (pod: Pod): boolean => first(pod)?.state.running !== undefined
const lacks = (pod: Pod, reason: string): boolean =>
  pod.status.phase === 'Pending' &&
  pod.status.conditions.some((one) => one.type === 'PodScheduled' && one.reason === reason)

/** Each is reached within a minute after the node is up. */
export const states: Readonly<Record<string, State>> = {
  running: { holds: (pod) => fresh(pod) && first(pod)?.ready },
  completed: {
    holds: (pod) => pod.status.phase === 'Succeeded' && ended(first(pod), 'Completed', 0),
  },
  sidecar: {
    holds: (pod) => init(pod)[0]?.ready && ended(init(pod)[1], 'Completed', 0) && fresh(pod),
  },
  'ephemeral-container': {
    pod: 'ephemeral',
    holds: (pod) => pod.status.ephemeralContainerStatuses?.[0]?.state.running !== undefined,
  },
  'crash-loop-terminated': {
    pod: 'crash-loop',
    holds: (pod) => ended(first(pod), 'Error', 3) && (first(pod)?.restartCount ?? 0) > 0,
  },
  'crash-loop-waiting': {
    pod: 'crash-loop',
    holds: (pod) => waits(first(pod), 'CrashLoopBackOff'),
  },
  'oom-killed': { holds: (pod) => ended(first(pod), 'OOMKilled', 137) },
  'oom-killed-waiting': {
    pod: 'oom-killed',
    holds: (pod) =>
      waits(first(pod), 'CrashLoopBackOff') &&
      first(pod)?.lastState.terminated?.reason === 'OOMKilled',
  },
  failed: { holds: (pod) => pod.status.phase === 'Failed' && ended(first(pod), 'Error', 2) },
  'init-failing': { holds: (pod) => waits(init(pod)[0], 'CrashLoopBackOff') },
  'init-running': { holds: (pod) => init(pod)[1]?.state.running !== undefined },
  'image-pull': { holds: (pod) => waits(first(pod), 'ImagePullBackOff') },
  'failed-mount': { holds: (pod) => waits(first(pod), 'ContainerCreating') },
  'missing-secret': { holds: (pod) => waits(first(pod), 'CreateContainerConfigError') },
  'readiness-failing': { holds: (pod) => fresh(pod) && !first(pod)?.ready },
  'liveness-failing': {
    holds: (pod) => fresh(pod) && first(pod)?.lastState.terminated !== undefined,
  },
  evicted: { holds: (pod) => pod.status.reason === 'Evicted' && killed(first(pod)) },
  unschedulable: { holds: (pod) => lacks(pod, 'Unschedulable') },
  gated: { holds: (pod) => lacks(pod, 'SchedulingGated') },
  terminating: { holds: (pod) => fresh(pod) && pod.metadata.deletionTimestamp !== undefined },
}

/**
 * Looks until each state was there once and returns the pods as they then were, by case; after four
 * minutes what was seen by then. A crash loop comes by several states, each for some seconds.
 */
export async function watchStates(from: Api): Promise<Map<string, Pod>> {
  const seen = new Map<string, Pod>()
  const end = Date.now() + 240_000
  while (seen.size < Object.keys(states).length && Date.now() < end) {
    const { body } = await from.must('GET', '/api/v1/namespaces/real/pods')
    const { items } = JSON.parse(body) as { items: Pod[] }
    for (const [name, state] of Object.entries(states)) {
      const pod = items.find((one) => one.metadata.name === (state.pod ?? name))
      if (pod !== undefined && !seen.has(name) && state.holds(pod)) seen.set(name, pod)
    }
    await sleep(200)
  }
  return seen
}
