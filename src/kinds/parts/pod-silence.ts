/** What a pod's status tells of containers whose log is looked at: why nothing is said, how they ended, what to read instead. */
import type { Problem, Step } from '../../kind.ts'
import { since } from './ages.ts'
import { exitWords } from './exits.ts'
import { type ContainerStatus, isSidecar, type Pod, type Terminated } from './pod.ts'
import { containerProblems, wholeProblems } from './pod-problems.ts'
import { fate, podStatus, statusesOf } from './pod-status.ts'

/** @param chosen names of containers. @param previous it is their life before that is looked at. */
export function podSilence(
  pod: Pod,
  chosen: readonly string[],
  previous: boolean,
  now: Date,
): readonly Problem[] {
  const one = (name: string) => everyOne(pod).find((each) => each.name === name) ?? { name }
  const late = chosen.some((name) => !hasBegun(one(name)))
  const first = late ? (pod.status?.initContainerStatuses ?? []) : []
  const whole = [
    ...wholeProblems(pod, now),
    ...first
      .filter(({ name }) => !chosen.includes(name))
      .flatMap((each) => ofContainer(pod, each, now)),
  ]
  const each = chosen.flatMap((name) => {
    const told = ofContainer(pod, one(name), now)
    if (told.length > 0) return told
    if (previous) return lifeBefore(one(name), now)
    return hasBegun(one(name)) ? lastOf(one(name), now) : notBegun(pod, one(name), whole.length > 0)
  })
  return [...whole, ...each].map((problem) => without(problem, chosen, previous))
}

const everyOne = (pod: Pod): readonly ContainerStatus[] => [
  ...statusesOf(pod),
  ...(pod.status?.ephemeralContainerStatuses ?? []),
]

/** Of a pod that is over as a whole, and of one that only runs, there is nothing to say here. */
function ofContainer(pod: Pod, one: ContainerStatus, now: Date): readonly Problem[] {
  const runs = one.state?.running !== undefined && one.lastState?.terminated === undefined
  return fate(pod) !== '' || runs ? [] : containerProblems(pod, one, now)
}

/** It was started at least once, so that a log may be there. */
const hasBegun = ({ state, lastState }: ContainerStatus): boolean =>
  state?.running !== undefined ||
  state?.terminated !== undefined ||
  lastState?.terminated !== undefined

/** Whether a container was started again: there is a life before this one. */
export const livedBefore = (pod: Pod, container: string): boolean =>
  everyOne(pod).some((one) => one.name === container && hadLife(one))

const hadLife = ({ restartCount = 0, lastState }: ContainerStatus): boolean =>
  restartCount > 0 || lastState?.terminated !== undefined

/** A step to the very log that is looked at leads nowhere. */
function without(problem: Problem, chosen: readonly string[], previous: boolean): Problem {
  const here = ({ part, to, query }: Step) =>
    part === 'logs' &&
    to === undefined &&
    (query?.['previous'] === '1') === previous &&
    chosen.includes(String(query?.['container'] ?? ''))
  return { ...problem, next: problem.next.filter((step) => !here(step)) }
}

const events: Step = { text: 'Events', part: 'events' }

/** @param explained the pod says what is wrong already. */
function notBegun(pod: Pod, one: ContainerStatus, explained: boolean): readonly Problem[] {
  const first = initBefore(pod, one.name)
  if (first !== undefined) return [after(one.name, first)]
  if (explained) return []
  const { word, reason } = podStatus(pod)
  const { waiting } = one.state ?? {}
  const why = [waiting?.reason ?? word, waiting?.message ?? reason].filter((text) => text !== '')
  const none = pod.spec?.nodeName === undefined ? ['It has no node yet.'] : []
  return [
    {
      tone: 'idle',
      title: `Container ${one.name} has not started yet: it has said nothing`,
      evidence: [...none, `${why.join(': ')}.`],
      next: [events],
    },
  ]
}

/** The init container that it waits for. Sidecars that run hold nobody back. */
function initBefore({ spec, status }: Pod, name: string): string | undefined {
  if (status?.phase !== 'Pending' || spec?.nodeName === undefined) return undefined
  const all = spec.initContainers ?? []
  const at = all.findIndex((each) => each.name === name)
  const before = at < 0 ? all : all.slice(0, at)
  return before.find((each) => {
    const one = status.initContainerStatuses?.find((found) => found.name === each.name)
    if (isSidecar(each)) return one?.started !== true
    return one?.state?.terminated?.exitCode !== 0
  })?.name
}

const after = (name: string, first: string): Problem => ({
  tone: 'idle',
  title: `Container ${name} has not started yet: ${first} runs before it`,
  evidence: [],
  next: [{ text: `What ${first} says`, part: 'logs', query: { container: first } }],
})

/** Of one that ended as it should, or long ago. */
function lastOf(one: ContainerStatus, now: Date): readonly Problem[] {
  const { running, terminated } = one.state ?? {}
  const last = terminated ?? (running === undefined ? one.lastState?.terminated : undefined)
  return last === undefined ? [] : [ending(`Container ${one.name} ended`, last, now)]
}

function lifeBefore(one: ContainerStatus, now: Date): readonly Problem[] {
  const current: Step = { text: 'What it says now', part: 'logs', query: { container: one.name } }
  const last = one.lastState?.terminated
  if (last !== undefined)
    return [{ ...ending(`Container ${one.name} ended then`, last, now), next: [current] }]
  if (hadLife(one)) return []
  return [
    {
      tone: 'idle',
      title: `Container ${one.name} was never started again: there is no life before this one`,
      evidence: [],
      next: [current],
    },
  ]
}

function ending(what: string, last: Terminated, now: Date): Problem {
  const ago = since(last.finishedAt, now)
  const words = last.message ?? ''
  return {
    tone: 'idle',
    title: `${what} with ${exitWords(last)}${ago === '' ? '' : `, ${ago} ago`}`,
    evidence: words === '' ? [] : [`Its last words: ${words}`],
    next: [],
  }
}
