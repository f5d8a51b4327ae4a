/** What the pods of a workload say is wrong with it: like troubles counted together. */
import type { KubeObject, Problem, Step, To, Trouble as Told } from '../../kind.ts'
import { counted } from '../../views/words.ts'
import { exitWords } from './exits.ts'
import { lastSaid } from './last-life.ts'
import { type ContainerStatus, isOver, type Pod } from './pod.ts'
import { nodeSteps } from './pod-node.ts'
import { isCutOff, podStatus, statusesOf, unfit, why } from './pod-status.ts'
import { isPull, pullOf } from './pulls.ts'
import { inShort, unschedulable } from './scheduling.ts'
import { whereToLook } from './unplaced.ts'
import { whose } from './whose.ts'

/** What several pods share. */
interface Trouble {
  /** Of one, of several: `keeps ending`, `keep ending`. */
  readonly verbs: readonly [string, string]
  readonly cause: string
  readonly said: readonly string[]
  readonly next: readonly Step[]
}

/** Troubles that are told: more of them say nothing more. */
const most = 3

/** @param others pods as their kind reads them. @param whole false: there may be more of them. */
export function podsProblems(others: readonly KubeObject[], whole = true): readonly Problem[] {
  const pods = (others as readonly Pod[]).filter(here)
  const ill = pods.flatMap((pod) => {
    const trouble = troubleOf(pod)
    return trouble === null ? [] : [{ pod, trouble }]
  })
  const groups = Map.groupBy(ill, ({ trouble: { verbs, cause } }) => `${verbs[0]}: ${cause}`)
  return [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, most)
    .flatMap((group) => problem(group, whole ? pods.length : null))
    .toSorted((a, b) => Number(a.tone === 'warn') - Number(b.tone === 'warn'))
}

/** Not those that are over or on their way out: the controller has others in their place. */
const here = (pod: Pod): boolean => pod.metadata.deletionTimestamp === undefined && !isOver(pod)

type Ill = { readonly pod: Pod; readonly trouble: Trouble }

/** @param all null where not all of them were read. */
function problem(group: readonly Ill[], all: number | null): readonly Problem[] {
  const [first] = group
  if (first === undefined) return []
  const pods = group.map(({ pod }) => pod)
  const { verbs, cause, said, next } = first.trouble
  const many = pods.length
  const some = all === null ? `At least ${counted(many, 'pod')}` : `${many} of ${all} pods`
  const who = all === 1 ? 'Its pod' : some
  return [
    {
      tone: pods.some((pod) => podStatus(pod).tone === 'bad') ? 'bad' : 'warn',
      title: `${who} ${many === 1 ? verbs[0] : verbs[1]}${cause === '' ? '' : `: ${cause}`}`,
      evidence: said.filter((text) => text !== ''),
      next: [...pods.slice(0, 3).map(named), ...next],
    },
  ]
}

const named = (pod: Pod): Step => ({ text: pod.metadata.name, to: place(pod) })
const place = ({ metadata: { namespace, name } }: Pod): To => ({
  resource: 'pods',
  namespace,
  name,
})

/** For pages about all pods, those that are over too. */
export function podTrouble(pod: Pod): Told | null {
  const of = whose(pod)
  if (here(pod)) {
    const found = troubleOf(pod)
    return found === null ? betweenCrashes(pod) : { of, verbs: found.verbs, cause: found.cause }
  }
  const { word, reason } = podStatus(pod)
  const evicted = word === 'Evicted'
  const verbs = evicted
    ? (['was evicted', 'were evicted'] as const)
    : (['failed', 'failed'] as const)
  return { of, verbs, cause: evicted ? reason : wordOf(pod).replace(/^Error, /, ''), over: true }
}

/** Starts after which one that runs is not believed at once. */
const often = 3

/** It runs, as what crashes does in between. */
function betweenCrashes(pod: Pod): Told | null {
  const one = statusesOf(pod).find(
    ({ restartCount = 0, state }) => restartCount >= often && state?.running !== undefined,
  )
  const last = one?.lastState?.terminated
  if (one === undefined || last === undefined || last.exitCode === 0) return null
  const end = exitWords(last)
  const { verbs, cause } = crashing(pod, one, several(pod) ? `${one.name}: ${end}` : end)
  return { of: whose(pod), verbs, cause, again: last.finishedAt ?? '' }
}

function troubleOf(pod: Pod): Trouble | null {
  const { tone, reason } = podStatus(pod)
  if (tone !== 'bad' && tone !== 'warn') return null
  const unplaced = unfit(pod)
  if (unplaced !== null) return homeless(pod, unplaced)
  const guilty = statusesOf(pod).find((one) => why(pod, one) !== '')
  if (guilty !== undefined) return ofContainer(pod, guilty)
  if (isCutOff(pod)) return cutOff(pod)
  return podStatus(pod).word === 'Running'
    ? { verbs: ['is not ready', 'are not ready'], cause: reason, said: [], next: [] }
    : { verbs: ['is ill', 'are ill'], cause: wordOf(pod), said: [], next: [] }
}

function cutOff(pod: Pod): Trouble {
  return {
    verbs: ['is not ready', 'are not ready'],
    cause: 'the node is not ready',
    said: [],
    next: nodeSteps(pod),
  }
}

function wordOf(pod: Pod): string {
  const { word, reason } = podStatus(pod)
  return reason === '' ? word : `${word}, ${reason}`
}

function homeless(pod: Pod, said: string): Trouble {
  const { instead } = unschedulable(said)
  const cause = inShort(unschedulable(said)).replace(/^no node fits(: )?/, '')
  return {
    verbs:
      instead === ''
        ? ['fits on no node', 'fit on no node']
        : ['cannot be scheduled', 'cannot be scheduled'],
    cause,
    said: [said],
    next: whereToLook(pod, said).filter(({ to }) => to !== undefined),
  }
}

function ofContainer(pod: Pod, one: ContainerStatus): Trouble {
  const { waiting, terminated } = one.state ?? {}
  const { reason = '', message = '' } = waiting ?? {}
  if (isPull(reason)) return unpulled(pod, one, `${reason} ${message}`)
  const cause = several(pod) ? `${one.name}: ${why(pod, one)}` : why(pod, one)
  if (reason === 'CrashLoopBackOff' || terminated !== undefined) return crashing(pod, one, cause)
  return {
    verbs: ['does not start', 'do not start'],
    cause,
    said: [`${reason}: ${message}`],
    next: [],
  }
}

const several = (pod: Pod): boolean => statusesOf(pod).length > 1

function unpulled(pod: Pod, { name }: ContainerStatus, said: string): Trouble {
  const { short, advice } = pullOf(said)
  const { containers = [], initContainers = [] } = pod.spec ?? {}
  const image = [...initContainers, ...containers].find((each) => each.name === name)?.image ?? ''
  return {
    verbs: ['does not start', 'do not start'],
    cause: pullCause(short),
    said: [`${image}, of container ${name}.`],
    next: [{ text: advice }],
  }
}

/** `image not found`; what is a sentence of its own (`the registry cannot be reached`) stays one. */
function pullCause(short: string): string {
  if (short === '') return 'its image cannot be pulled'
  return short.startsWith('the ') ? short : `image ${short}`
}

function crashing(pod: Pod, one: ContainerStatus, cause: string): Trouble {
  const last = one.state?.terminated ?? one.lastState?.terminated
  const memory = last?.reason === 'OOMKilled'
  return {
    verbs: memory
      ? ['keeps running out of memory', 'keep running out of memory']
      : ['keeps ending', 'keep ending'],
    cause: memory ? cause.replace(/(?:: )?exit \d+, out of memory$/, '') : cause,
    said: [last?.message === undefined ? '' : `Last words: ${last.message}`],
    next: [{ ...lastSaid(pod, one), to: place(pod) }],
  }
}
