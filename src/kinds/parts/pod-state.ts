/**
 * What kubectl prints of a pod, worked out as the API server does it
 * (k8s.io/kubernetes pkg/printers/internalversion printPod, 1.37).
 */
import { type ContainerStatus, isOver, isSidecar, type Pod, type Terminated } from './pod.ts'

export interface PodState {
  /** kubectl's STATUS. */
  readonly word: string
  readonly ready: number
  readonly total: number
  readonly restarts: number
  /** When the last container ended before it was started again; RFC 3339, empty for never. */
  readonly lastRestart: string
}

export function podState(pod: Pod): PodState {
  const { spec = {}, status = {} } = pod
  const sidecars = (spec.initContainers ?? []).filter(isSidecar).length
  const init = initState(pod)
  const ran = init.word === '' || isTrue(pod, 'Initialized')
  const main = ran ? mainState(pod) : null
  const counted = ran ? [...init.sidecars, ...(status.containerStatuses ?? [])] : init.looked
  return {
    word: overridden(pod, (main === null ? init.word : main.word) || init.word || phaseOf(pod)),
    ready: init.ready + (main?.ready ?? 0),
    total: (spec.containers ?? []).length + sidecars,
    restarts: counted.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0),
    lastRestart: lastOf(counted),
  }
}

/** A pod that is being deleted says so whatever its containers do. */
function overridden(pod: Pod, word: string): string {
  if (pod.metadata.deletionTimestamp === undefined) return word
  if (pod.status?.reason === 'NodeLost') return 'Unknown'
  return isOver(pod) ? word : 'Terminating'
}

function phaseOf({ status }: Pod): string {
  const gated = status?.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  )
  return gated === true ? 'SchedulingGated' : status?.reason || status?.phase || 'Unknown'
}

export const isTrue = ({ status }: Pod, type: string): boolean =>
  status?.conditions?.some((each) => each.type === type && each.status === 'True') === true

interface InitState {
  /** Empty: nothing hinders the containers. */
  readonly word: string
  readonly ready: number
  readonly looked: readonly ContainerStatus[]
  readonly sidecars: readonly ContainerStatus[]
}

/** Up to the first init container that is not done. */
function initState({ spec, status }: Pod): InitState {
  const all = spec?.initContainers ?? []
  const statuses = status?.initContainerStatuses ?? []
  const sidecar = (one: ContainerStatus) => isSidecar(all.find(({ name }) => name === one.name))
  const stuck = statuses.findIndex((one) => !passed(one, sidecar(one)))
  const looked = stuck < 0 ? statuses : statuses.slice(0, stuck + 1)
  const before = stuck < 0 ? statuses : statuses.slice(0, stuck)
  const at = statuses[stuck]
  return {
    word: at === undefined ? '' : initWord(at, stuck, all.length),
    ready: before.filter((one) => sidecar(one) && one.started === true && one.ready === true)
      .length,
    looked,
    sidecars: looked.filter(sidecar),
  }
}

function passed({ state, started }: ContainerStatus, sidecar: boolean): boolean {
  return state?.terminated?.exitCode === 0 || (sidecar && started === true)
}

function initWord({ state }: ContainerStatus, index: number, total: number): string {
  if (state?.terminated !== undefined) return `Init:${ended(state.terminated)}`
  const reason = state?.waiting?.reason ?? ''
  return reason !== '' && reason !== 'PodInitializing' ? `Init:${reason}` : `Init:${index}/${total}`
}

/** `Error`, `Signal:9`, `ExitCode:1`. */
function ended({ reason = '', signal = 0, exitCode }: Terminated): string {
  if (reason !== '') return reason
  return signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`
}

/** The word of the first container that has one to say, and how many are ready. */
function mainState(pod: Pod): { readonly word: string; readonly ready: number } {
  const statuses = pod.status?.containerStatuses ?? []
  const words = statuses.map(({ state }) => {
    const waiting = state?.waiting?.reason ?? ''
    if (waiting !== '') return waiting
    return state?.terminated === undefined ? '' : ended(state.terminated)
  })
  const ready = statuses.filter(({ state, ready: is }) => is === true && runs(state)).length
  const word = words.find((each) => each !== '') ?? ''
  return { word: word === 'Completed' ? afterAll(pod, word, ready > 0) : word, ready }
}

const runs = (state: ContainerStatus['state']): boolean =>
  state?.running !== undefined &&
  (state.waiting?.reason ?? '') === '' &&
  state.terminated === undefined

/** One container is done: what the others do counts. */
function afterAll(pod: Pod, word: string, running: boolean): string {
  if (running && isTrue(pod, 'Ready')) return 'Running'
  const failed = (pod.status?.containerStatuses ?? [])
    .map(({ state }) => (state?.waiting?.reason ? undefined : state?.terminated))
    .find((each) => each !== undefined && each.exitCode !== 0)
  if (failed !== undefined) return ended(failed)
  return running ? 'NotReady' : word
}

function lastOf(statuses: readonly ContainerStatus[]): string {
  let last = ''
  for (const { lastState } of statuses) {
    const at = lastState?.terminated?.finishedAt ?? ''
    if (at > last) last = at
  }
  return last
}
