/** What is wrong with a pod, in plain words. */
import type { Event, Problem } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { exitWords } from './exits.ts'
import { lastSaid } from './last-life.ts'
import type { Container, ContainerStatus, Pod, Terminated } from './pod.ts'
import { nodeSteps, nodeTroubles } from './pod-node.ts'
import { crashes, fate, podStatus, sentence, stateOf, statusesOf, unfit } from './pod-status.ts'
import { probeWords } from './probes.ts'
import { isPull, pullOf } from './pulls.ts'
import { unschedulable } from './scheduling.ts'
import { stuckDeletion } from './deletion.ts'
import { toldBy } from './told.ts'
import { whereToLook } from './unplaced.ts'

const unconfirmed = 'Nobody has confirmed that it ended: perhaps its node does not answer.'

export function podProblems(pod: Pod, now: Date): readonly Problem[] {
  const each = fate(pod) === '' ? statusesOf(pod) : []
  return [...wholeProblems(pod, now), ...each.flatMap((one) => containerProblems(pod, one, now))]
}

/** What is wrong with the pod as a whole: its containers have no say. */
export const wholeProblems = (pod: Pod, now: Date): readonly Problem[] => [
  ...stuckDeletion(pod, now, unconfirmed).map((problem) => ({
    ...problem,
    next: [...nodeSteps(pod), ...problem.next],
  })),
  ...scheduling(pod),
  ...nodeTroubles(pod, now),
  ...(fate(pod) === '' ? [] : ended(pod)),
]

/** Events of a pod that is well are of the past. */
export function podTold(pod: Pod, events: readonly Event[], now: Date): readonly Problem[] {
  const { tone } = podStatus(pod)
  if (tone === 'ok' || tone === 'idle') return []
  const waits = ['FailedMount', 'FailedAttachVolume', 'FailedMapVolume', 'FailedCreatePodSandBox']
  const runs = ['Unhealthy', 'FailedPostStartHook', 'FailedPreStopHook']
  const started = statusesOf(pod).some(({ state }) => state?.running !== undefined)
  return toldBy(events, started ? runs : [...waits, ...runs], now)
}

function scheduling(pod: Pod): readonly Problem[] {
  const said = unfit(pod)
  if (said === null) return []
  const { nodes, reasons, instead } = unschedulable(said)
  const of = nodes === null ? '' : ` of ${nodes}`
  return [
    {
      tone: 'warn',
      title: instead === '' ? 'No node fits this pod' : `It cannot be scheduled: ${instead}`,
      evidence:
        reasons.length === 0
          ? [said]
          : reasons.map(
              ({ count, why }) =>
                `${count}${of} ${(nodes ?? count) === 1 ? 'node' : 'nodes'}: ${why}.`,
            ),
      next: whereToLook(pod, said),
    },
  ]
}

/** The pod as a whole is over. */
function ended(pod: Pod): readonly Problem[] {
  const { reason = '', message = '' } = pod.status ?? {}
  return [
    {
      tone: 'bad',
      title: reason === 'Evicted' ? 'It was evicted from its node' : `It failed: ${reason}`,
      evidence: message === '' ? [] : [message],
      next: nodeSteps(pod),
    },
  ]
}

export function containerProblems(pod: Pod, one: ContainerStatus, now: Date): readonly Problem[] {
  const container = containerOf(pod, one)
  if (crashes(pod, one)) return [crash(pod, one, container, now)]
  const { waiting, terminated, running } = one.state ?? {}
  if (isPull(waiting?.reason ?? '')) return [pull(one, container)]
  if (waiting?.message !== undefined && waiting.message !== '') return [unstartable(one)]
  if (terminated !== undefined && terminated.exitCode !== 0) return [failure(pod, one, terminated)]
  const restarted = running === undefined ? [] : again(pod, one, container, now)
  return restarted.length > 0 ? restarted : unready(pod, one, container)
}

const containerOf = ({ spec }: Pod, { name }: ContainerStatus): Container | undefined =>
  [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find((each) => each.name === name)

const ago = (instant: string | null | undefined, now: Date) => {
  const then = Date.parse(instant ?? '')
  return Number.isNaN(then) ? '' : `, the last ${age(now.getTime() - then)} ago`
}
const times = (count: number) => `${count} ${count === 1 ? 'restart' : 'restarts'}`

function crash(
  pod: Pod,
  one: ContainerStatus,
  container: Container | undefined,
  now: Date,
): Problem {
  const last = one.state?.terminated ?? one.lastState?.terminated
  const memory = last?.reason === 'OOMKilled'
  const failed = last?.exitCode !== 0
  const what = memory ? 'keeps running out of memory' : failed ? 'keeps crashing' : 'keeps ending'
  return {
    tone: 'bad',
    title: `Container ${one.name} ${what}: ${times(one.restartCount ?? 0)}${ago(last?.finishedAt, now)}`,
    evidence: last === undefined ? [] : endedWith(last, container),
    next: [
      lastSaid(pod, one),
      ...(memory ? [{ text: 'Raise its memory limit, or find what takes the memory.' }] : []),
      { text: 'Events', part: 'events' },
    ],
  }
}

function endedWith(last: Terminated, container: Container | undefined): readonly string[] {
  const limit = container?.resources?.limits?.['memory']
  const at = last.reason === 'OOMKilled' && limit !== undefined ? ` Its limit is ${limit}.` : ''
  const words =
    last.message === undefined || last.message === '' ? [] : [`Its last words: ${last.message}`]
  return [`It ended with ${exitWords(last)}.${at}`, ...words]
}

function pull(one: ContainerStatus, container: Container | undefined): Problem {
  const { reason = '', message = '' } = one.state?.waiting ?? {}
  const { short, advice } = pullOf(`${reason} ${message}`)
  return {
    tone: 'bad',
    title: `The image of container ${one.name} cannot be pulled${short === '' ? '' : `: ${short}`}`,
    evidence: [container?.image ?? one.image ?? '', message].filter((text) => text !== ''),
    next: [{ text: advice }, { text: 'Events', part: 'events' }],
  }
}

function unstartable({ name, state }: ContainerStatus): Problem {
  const { reason = '', message = '' } = state?.waiting ?? {}
  return {
    tone: 'bad',
    title: `Container ${name} cannot be started: ${sentence(message)}`,
    evidence: [`${reason}: ${message}`],
    next: [
      { text: 'Events', part: 'events' },
      { text: 'YAML', part: 'yaml' },
    ],
  }
}

function failure(pod: Pod, { name }: ContainerStatus, last: Terminated): Problem {
  const { namespace = '', name: of } = pod.metadata
  return {
    tone: 'bad',
    title: `Container ${name} failed: ${exitWords(last)}`,
    evidence: endedWith(last, undefined).slice(1),
    next: [
      {
        text: 'What it said',
        part: 'logs',
        query: { container: name },
        run: `kubectl logs -n ${namespace} ${of} -c ${name}`,
      },
    ],
  }
}

const hour = 3_600_000

/** It runs, but not for long yet. */
function again(
  pod: Pod,
  one: ContainerStatus,
  container: Container | undefined,
  now: Date,
): readonly Problem[] {
  const last = one.lastState?.terminated
  const since = now.getTime() - Date.parse(last?.finishedAt ?? '')
  if (last === undefined || !(since < hour) || (last.exitCode === 0 && last.reason !== 'OOMKilled'))
    return []
  return [
    {
      tone: 'warn',
      title: `Container ${one.name} was started again: ${times(one.restartCount ?? 0)}${ago(last.finishedAt, now)}`,
      evidence: endedWith(last, container),
      next: [lastSaid(pod, one)],
    },
  ]
}

function unready(
  pod: Pod,
  one: ContainerStatus,
  container: Container | undefined,
): readonly Problem[] {
  const running = one.state?.running !== undefined
  const done = pod.metadata.deletionTimestamp !== undefined || stateOf(pod).word === 'Completed'
  const probe = one.started === false ? container?.startupProbe : container?.readinessProbe
  if (!running || one.ready === true || done || probe === undefined) return []
  return [
    {
      tone: 'warn',
      title: `Container ${one.name} runs but is not ready`,
      evidence: [`Asked by ${probeWords(probe)}.`],
      next: [{ text: 'Events', part: 'events' }],
    },
  ]
}
