/** The cells of a pod, step by step as kube-apiserver prints them (printers.go, printPod). */
import type { KubeObject } from '../kube.ts'
import { duration, since } from './duration.ts'
import { at, count, items, text } from './field.ts'
import type { Cell } from './cells.ts'

export function podCells(pod: KubeObject, now: number): readonly Cell[] {
  const init = initState(pod)
  const main = init.reason !== '' && !isTrue(pod, 'Initialized') ? null : mainState(pod)
  const sidecars = items(pod, 'spec.initContainers').filter(restartable).length
  const total = items(pod, 'spec.containers').length + sidecars
  const ready = init.ready + (main?.ready ?? 0)
  const counted = main === null ? statuses(pod, 'init') : [...init.sidecars, ...statuses(pod, '')]
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    leaving(pod) ?? main?.reason ?? init.reason,
    restarts(counted, now),
    since(pod, 'metadata.creationTimestamp', now),
    text(pod, 'status.podIPs.0.ip') || '<none>',
    text(pod, 'spec.nodeName') || '<none>',
    text(pod, 'status.nominatedNodeName') || '<none>',
    gates(pod),
  ]
}

const statuses = (pod: KubeObject, part: 'init' | '') =>
  items(pod, part === 'init' ? 'status.initContainerStatuses' : 'status.containerStatuses')

const restartable = (container: unknown) => text(container, 'restartPolicy') === 'Always'

const isTrue = (pod: KubeObject, type: string) =>
  items(pod, 'status.conditions').some(
    (one) => text(one, 'type') === type && text(one, 'status') === 'True',
  )

/** The first init container that holds the pod back gives the reason; none: empty. */
function initState(pod: KubeObject) {
  const specs = items(pod, 'spec.initContainers')
  const names = new Set(specs.filter(restartable).map((one) => text(one, 'name')))
  const all = statuses(pod, 'init')
  const sidecar = (one: unknown) => names.has(text(one, 'name'))
  const passed = (one: unknown) =>
    text(one, 'state.terminated.exitCode') === '0' || (sidecar(one) && at(one, 'started') === true)
  const held = all.findIndex((one) => !passed(one))
  const before = held === -1 ? all : all.slice(0, held)
  return {
    reason: held === -1 ? '' : `Init:${initReason(all[held]) || `${held}/${specs.length}`}`,
    ready: before.filter((one) => sidecar(one) && at(one, 'ready') === true).length,
    sidecars: all.filter(sidecar),
  }
}

function initReason(status: unknown): string {
  if (at(status, 'state.terminated') !== undefined) return ended(status)
  const waiting = text(status, 'state.waiting.reason')
  return waiting === 'PodInitializing' ? '' : waiting
}

const ended = (status: unknown) =>
  text(status, 'state.terminated.reason') ||
  (count(status, 'state.terminated.signal') === 0
    ? `ExitCode:${count(status, 'state.terminated.exitCode')}`
    : `Signal:${text(status, 'state.terminated.signal')}`)

/** The first container that waits or ended gives the reason. */
function mainState(pod: KubeObject) {
  const all = statuses(pod, '')
  const running = all.filter(
    (one) => at(one, 'ready') === true && at(one, 'state.running') !== undefined,
  )
  const stopped = all.map(stop).filter(Boolean)
  const failed = all.find((one) => count(one, 'state.terminated.exitCode') !== 0)
  const reason = stopped[0] ?? phase(pod)
  if (reason !== 'Completed') return { reason, ready: running.length }
  if (running.length > 0 && isTrue(pod, 'Ready'))
    return { reason: 'Running', ready: running.length }
  const left = running.length > 0 ? 'NotReady' : reason
  return { reason: failed === undefined ? left : ended(failed), ready: running.length }
}

const stop = (status: unknown) =>
  text(status, 'state.waiting.reason') ||
  (at(status, 'state.terminated') === undefined ? '' : ended(status))

function phase(pod: KubeObject): string {
  const gated = items(pod, 'status.conditions').some(
    (one) => text(one, 'type') === 'PodScheduled' && text(one, 'reason') === 'SchedulingGated',
  )
  return gated ? 'SchedulingGated' : text(pod, 'status.reason') || text(pod, 'status.phase')
}

function leaving(pod: KubeObject): string | null {
  if (pod.metadata.deletionTimestamp === undefined) return null
  if (text(pod, 'status.reason') === 'NodeLost') return 'Unknown'
  return ['Succeeded', 'Failed'].includes(text(pod, 'status.phase')) ? null : 'Terminating'
}

function restarts(counted: readonly unknown[], now: number): string {
  const total = counted.reduce<number>((sum, one) => sum + count(one, 'restartCount'), 0)
  const last = counted
    .map((one) => text(one, 'lastState.terminated.finishedAt'))
    .toSorted()
    .at(-1)
  if (total === 0 || !last) return String(total)
  return `${total} (${duration((now - Date.parse(last)) / 1000)} ago)`
}

function gates(pod: KubeObject): string {
  const all = items(pod, 'spec.readinessGates')
  const open = all.filter((gate) => isTrue(pod, text(gate, 'conditionType')))
  return all.length === 0 ? '<none>' : `${open.length}/${all.length}`
}
