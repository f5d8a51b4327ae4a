/** Which pods an address asks the logs of: as a list of pods has it, or by their names. Pure. */
import { type ListState, readList, writeList } from '../views/query.ts'
import type { Query } from '../urls.ts'

export interface PodsAsked {
  /** `ns`, `l`, `fs`, `status` of a list, and `match` as its `q`. */
  readonly state: ListState
  readonly pods: readonly PodName[]
  /** Of all pods there are, what is asked for says none. */
  readonly nobody: boolean
  /** They are named, and nothing else is said of them: they are read, not listed. */
  readonly named: boolean
  /** The parameters again. */
  readonly query: Query
  /** Parameter → what is wrong with it. */
  readonly wrong: Readonly<Record<string, string>>
}
export interface PodName {
  readonly namespace: string
  readonly name: string
}

export function readPods(params: URLSearchParams): PodsAsked {
  const listed = new URLSearchParams()
  for (const name of ['ns', 'l', 'fs', 'status'])
    for (const value of params.getAll(name)) listed.append(name, value.trim())
  const match = params.getAll('match').join(' ').trim()
  listed.set('q', match)
  const { state, wrong } = readList(listed)
  const { q, ...rest } = wrong
  const typed = params.getAll('pod').flatMap((value) => value.split(','))
  const words = typed.map((word) => word.trim()).filter((word) => word !== '')
  const { pods, wrong: misnamed } = names(words, state.namespaces)
  const { labels, fields, status, namespaces } = state
  const named = [labels, fields, match].every((text) => text === '') && status === null
  const open = named && namespaces.length === 0
  return {
    state,
    pods,
    nobody: open && words.length === 0,
    named: open && words.length > 0,
    query: queryOf(state),
    wrong: {
      ...rest,
      ...(q !== undefined && { match: q }),
      ...(misnamed !== '' && { pod: misnamed }),
    },
  }
}

function queryOf(state: ListState): Query {
  const { q: match, ...query } = writeList(state)
  return { ...query, match }
}

/** Most pods that are named. */
const most = 100
const name = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/

/** @param words `shop/cart-1`, or `cart-1` where there is only one namespace. */
function names(words: readonly string[], namespaces: readonly string[]) {
  if (words.length > most)
    return { pods: [], wrong: `These are ${words.length}; at most ${most} can be named.` }
  const pods = words.map((word) => podOf(word, namespaces))
  const wrong = pods.find((pod) => typeof pod === 'string') ?? ''
  return { pods: pods.filter((pod) => typeof pod === 'object'), wrong }
}

/** @returns a sentence where it is none. */
function podOf(word: string, namespaces: readonly string[]): PodName | string {
  const parts = word.split('/')
  const shown = word.slice(0, 100)
  if (parts.length === 1 && namespaces.length !== 1)
    return `“${shown}” says no namespace: a pod is named as shop/${shown}.`
  const [namespace = '', pod = '', ...more] = parts.length === 1 ? [namespaces[0], word] : parts
  return more.length === 0 && isNamespace(namespace) && isPod(pod)
    ? { namespace, name: pod }
    : `“${shown}” is no pod’s name: write NAMESPACE/NAME.`
}

const isNamespace = (text: string) => text.length <= 63 && label.test(text)
const isPod = (text: string) => text.length <= 253 && name.test(text)
