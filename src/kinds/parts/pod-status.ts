/**
 * A pod's state in a word, with its tone and why. It is kubectl's word, but for crash loops, which the
 * kubelet does not always call so, and for pods that ended as a whole (Evicted), where kubectl shows how a container did.
 */
import type { Status, Tone } from '../../kind.ts'
import { tone } from '../../views/tone.ts'
import { askedAt } from './deletion.ts'
import { exitWords } from './exits.ts'
import { type ContainerStatus, isOver, type Pod } from './pod.ts'
import { isTrue, podState, type PodState } from './pod-state.ts'
import { isPull, pullOf } from './pulls.ts'
import { remembered } from './remembered.ts'
import { inShort, unschedulable } from './scheduling.ts'

/** Kept with the pod in one place: there may be very many of them. */
const seen = remembered((pod: Pod) => {
  const state = podState(pod)
  return { state, status: statusOf(pod, state) }
})

/** How `podState` reads it. */
export const stateOf = (pod: Pod): PodState => seen(pod).state

export const podStatus = (pod: Pod): Status => seen(pod).status

function statusOf(pod: Pod, state: PodState): Status {
  const word = wordOf(pod, state)
  return {
    word,
    tone: toneOf(word, pod, state),
    reason: reasonOf(word, pod),
    ...(word === 'Terminating' && { since: askedAt(pod.metadata) }),
  }
}

/** Init containers first, as they run. */
export const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
]

/**
 * It ended again after it had been started anew, and will be started anew: between two tries the
 * kubelet says `terminated` before it says `waiting: CrashLoopBackOff` (seen on 1.37).
 */
export function crashes(pod: Pod, one: ContainerStatus): boolean {
  if (one.state?.waiting?.reason === 'CrashLoopBackOff') return true
  const { spec, metadata } = pod
  if (isOver(pod) || metadata.deletionTimestamp !== undefined || !again(spec?.restartPolicy, one))
    return false
  return one.state?.terminated !== undefined && (one.restartCount ?? 0) > 0
}

function again(policy: string | undefined, { state }: ContainerStatus): boolean {
  if (policy === 'Never') return false
  return state?.terminated?.exitCode !== 0
}

/** Why the whole pod is over: evicted, out of time, lost with its node; empty where its containers ended by themselves. */
export const fate = ({ status }: Pod): string =>
  status?.phase === 'Failed' ? (status.reason ?? '') : ''

function wordOf(pod: Pod, { word }: PodState): string {
  const { initContainerStatuses: init = [], containerStatuses: main = [] } = pod.status ?? {}
  if (word === 'Terminating' || word === 'Unknown' || word === 'Running') return word
  if (fate(pod) !== '') return fate(pod)
  if (word.startsWith('Init:'))
    return init.some((one) => crashes(pod, one)) ? 'Init:CrashLoopBackOff' : word
  return main.some((one) => crashes(pod, one)) ? 'CrashLoopBackOff' : word
}

const tones: Readonly<Record<string, Tone>> = { NotReady: 'warn', Unknown: 'bad', Shutdown: 'idle' }

function toneOf(word: string, pod: Pod, state: PodState): Tone {
  if (word === 'Running') return runningTone(pod, state)
  if (word === 'Pending') return unfit(pod) === null ? 'busy' : 'warn'
  return tones[word] ?? tone(word) ?? (state.ready > 0 ? 'warn' : 'bad')
}

function runningTone(pod: Pod, { ready, total }: PodState): Tone {
  if (ready >= total && isReady(pod)) return 'ok'
  return statusesOf(pod).some(starts) ? 'busy' : 'warn'
}

/** Readiness gates may hold back a pod whose containers are all ready. */
const isReady = ({ status }: Pod): boolean =>
  status?.conditions?.every(({ type, status: is }) => type !== 'Ready' || is === 'True') ?? true

/** Its startup probe has not passed yet. */
const starts = ({ state, started }: ContainerStatus): boolean =>
  state?.running !== undefined && started === false

/** The scheduler's sentence where it found no node. */
export function unfit({ status }: Pod): string | null {
  const found = status?.conditions?.find(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable',
  )
  return found === undefined ? null : (found.message ?? '')
}

function reasonOf(word: string, pod: Pod): string {
  if (word === 'Terminating' || word === 'SchedulingGated') return held(word, pod)
  if (word === 'Running') return waitsFor(pod)
  if (word === 'Pending') return unfit(pod) === null ? '' : inShort(unschedulable(unfit(pod) ?? ''))
  if (fate(pod) !== '') return sentence(pod.status?.message ?? '')
  const several = statusesOf(pod).length > 1
  const guilty = statusesOf(pod).find((one) => why(pod, one) !== '')
  if (guilty === undefined) return sentence(pod.status?.message ?? '')
  return several ? `${guilty.name}: ${why(pod, guilty)}` : why(pod, guilty)
}

function held(word: string, { spec, metadata }: Pod): string {
  if (word === 'Terminating')
    return (metadata.finalizers ?? []).map((each) => `finalizer ${each}`).join(', ')
  return (spec?.schedulingGates ?? []).map(({ name = '' }) => `gate ${name}`).join(', ')
}

/** Why one container does not run as it should; empty where it does. */
export function why(pod: Pod, one: ContainerStatus): string {
  const { waiting, terminated } = one.state ?? {}
  if (crashes(pod, one)) {
    const last = terminated ?? one.lastState?.terminated
    return last === undefined ? '' : exitWords(last)
  }
  const reason = waiting?.reason ?? ''
  if (isPull(reason)) return pullOf(`${reason} ${waiting?.message ?? ''}`).short
  if (waiting?.message !== undefined) return sentence(waiting.message)
  if (terminated !== undefined && terminated.exitCode !== 0) return exitWords(terminated)
  return ''
}

const names = (all: readonly ContainerStatus[]) => all.map(({ name }) => name).join(', ')

function waitsFor(pod: Pod): string {
  const late = statusesOf(pod).filter(
    ({ state, ready }) => state?.running !== undefined && ready !== true,
  )
  const starting = late.filter(starts)
  if (starting.length > 0) return `${names(starting)} is starting`
  if (late.length > 0) return `${names(late)} is not ready`
  if (isReady(pod)) return ''
  const gates = openGates(pod)
  if (gates.length > 0) return `waits for ${gates.join(', ')}`
  return isCutOff(pod) ? 'its node is not ready' : 'not ready'
}

/** Readiness gates that have not said yes. */
const openGates = (pod: Pod): readonly string[] =>
  (pod.spec?.readinessGates ?? [])
    .map(({ conditionType = '' }) => conditionType)
    .filter((gate) => !isTrue(pod, gate))

/**
 * It runs and lacks nothing of its own: the control plane took its readiness away, without a reason, as it
 * does where the node is not ready (the node lifecycle controller, seen on 1.37).
 */
export const isCutOff = (pod: Pod): boolean =>
  (pod.status?.conditions ?? []).some(
    ({ type, status, reason = '' }) => type === 'Ready' && status !== 'True' && reason === '',
  ) &&
  pod.spec?.nodeName !== undefined &&
  pod.metadata.deletionTimestamp === undefined &&
  openGates(pod).length === 0 &&
  runsReady(pod)

const runsReady = (pod: Pod): boolean => {
  const main = pod.status?.containerStatuses ?? []
  return (
    main.length > 0 &&
    main.every(({ state, ready }) => state?.running !== undefined && ready === true)
  )
}

/** The first sentence, short enough for a row. */
export function sentence(text: string): string {
  const first = /^[^\n]*?(?=\. |\.?\n|\.?$)/.exec(text.trim())?.[0] ?? ''
  return first.length > 120 ? `${first.slice(0, 119)}…` : first
}
