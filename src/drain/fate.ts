/** What becomes of one pod when its node is drained, decided as kubectl does (k8s.io/kubectl, pkg/drain/filters.go). Pure. */
import { isOver, type Pod } from '../kinds/parts/pod.ts'
import type { OwnerReference } from '../kube.ts'
import { controllerOf } from '../views/owner.ts'
import type { Options } from './options.ts'

/** It goes; it stays and nobody minds; or nothing of the node goes as long as it is there. */
export type Does = 'goes' | 'stays' | 'hinders'

export interface Fate {
  readonly does: Does
  /** A sentence. */
  readonly why: string
  /** kubectl's option with which it would not hinder; empty: none does. */
  readonly option: string
  /** What does not come back. */
  readonly loses: readonly Loss[]
}

export interface Loss {
  /** What is in its emptyDir volumes, or the pod itself. */
  readonly what: 'data' | 'pod'
  /** A sentence. */
  readonly words: string
}

/** Whether the DaemonSet of a pod is there; else the API server's words for why nobody can say. */
export type DaemonSets = (owner: OwnerReference) => 'there' | 'missing' | { readonly said: string }

const mirror = 'kubernetes.io/config.mirror'

export function fateOf(pod: Pod, options: Options, daemonSets: DaemonSets, now: Date): Fate {
  if (skips(pod.metadata, options, now))
    return stays('It was to end long ago: it is not waited for any more.')
  return (
    ofDaemonSet(pod, options, daemonSets) ??
    (pod.metadata.annotations?.[mirror] === undefined
      ? null
      : stays('The kubelet itself runs it, from a file on the node.')) ??
    ofOthers(pod, options)
  )
}

/** Its end was due longer ago than is waited for. */
export function skips(
  { deletionTimestamp }: Pod['metadata'],
  { skipWait }: Options,
  now: Date,
): boolean {
  if (skipWait === 0 || deletionTimestamp === undefined) return false
  return now.getTime() - Date.parse(deletionTimestamp) > skipWait * 1000
}

/** Null where it is for others to say. */
function ofDaemonSet(
  pod: Pod,
  { force, ignoreDaemonSets }: Options,
  daemonSets: DaemonSets,
): Fate | null {
  const owner = controllerOf(pod.metadata)
  if (owner?.kind !== 'DaemonSet' || isOver(pod)) return null
  const found = daemonSets(owner)
  if (found === 'missing') {
    if (force) return null
    return hinders(`Its DaemonSet ${owner.name} is not there any more.`, 'force')
  }
  if (found !== 'there')
    return hinders(`Whether its DaemonSet ${owner.name} is there cannot be seen: ${found.said}`, '')
  return ignoreDaemonSets
    ? stays(`DaemonSet ${owner.name} would put it back at once.`)
    : hinders(`DaemonSet ${owner.name} would put it back at once.`, 'ignore-daemonsets')
}

function ofOthers(pod: Pod, options: Options): Fate {
  if (isOver(pod)) return goes('It has finished.')
  const [data, alone] = [localData(pod), lonely(pod)]
  const [first] = [
    ...(options.deleteEmptyDirData ? [] : data.map(({ words }) => [words, 'delete-emptydir-data'])),
    ...(options.force ? [] : alone.map(({ words }) => [words, 'force'])),
  ]
  if (first !== undefined) return hinders(first[0] ?? '', first[1] ?? '')
  return goes(whyGoes(pod, controllerOf(pod.metadata)), [...data, ...alone])
}

function localData({ spec }: Pod): readonly Loss[] {
  const local = (spec?.volumes ?? []).filter(({ emptyDir }) => emptyDir !== undefined)
  if (local.length === 0) return []
  const names = local.map(({ name }) => name).join(', ')
  const volumes = local.length === 1 ? 'volume' : 'volumes'
  return [{ what: 'data', words: `What is in its emptyDir ${volumes} ${names} is lost with it.` }]
}

const lonely = (pod: Pod): readonly Loss[] =>
  controllerOf(pod.metadata) === undefined
    ? [{ what: 'pod', words: 'No controller owns it: nothing makes a new one.' }]
    : []

function whyGoes({ metadata }: Pod, owner: OwnerReference | undefined): string {
  if (metadata.deletionTimestamp !== undefined) return 'It is ending already, and is waited for.'
  if (owner === undefined) return ''
  if (owner.kind === 'DaemonSet') return `Its DaemonSet ${owner.name} is not there any more.`
  return `${owner.kind} ${owner.name} makes a new one elsewhere.`
}

const goes = (why: string, loses: readonly Loss[] = []): Fate => ({
  does: 'goes',
  why,
  option: '',
  loses,
})
const stays = (why: string): Fate => ({ does: 'stays', why, option: '', loses: [] })
const hinders = (why: string, option: string): Fate => ({ does: 'hinders', why, option, loses: [] })
