/** What one object adds to an overview: the test of each row, cheap enough for all of them. Pure. */
import type { Kind, KubeObject, Trouble } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Facts } from '../live/tally.ts'
import { type Event, type Involved, lastSeen, times } from './event.ts'

/** Those that are being deleted: whether that takes too long is a matter of the time of day. */
export const leaving = 'leaving'

/** What the word of those that are kept together begins with: how bad they are, and whether they are of the past. */
const begins = { bad: ['bad ', 'bad, over '], warn: ['warn ', 'warn, over '] } as const

/** Read from that word alone: there may be very many. */
export const toneOfGroup = (word: string): 'bad' | 'warn' =>
  word.startsWith('bad') ? 'bad' : 'warn'
export const isOver = (word: string): boolean =>
  word.startsWith(begins.bad[1]) || word.startsWith(begins.warn[1])

/** Of all objects of a kind. */
export function factsOf(kind: Kind): (row: TableRow) => Facts {
  return ({ object }) => {
    if (object === undefined) return {}
    const status = kind.status(object)
    const { names = [], ready } = kind.services?.(object) ?? {}
    return {
      group: status?.tone,
      alike: alike(kind, object),
      ...(names.length > 0 && { keys: names, weight: ready ?? 1 }),
      ...sums(kind, object),
    }
  }
}

/** What it takes in the first three places, what it gives in the next. */
function sums(kind: Kind, object: KubeObject): Pick<Facts, 'sums'> {
  const [takes, gives] = [kind.takes?.(object), kind.gives?.(object)]
  if (!takes && !gives) return {}
  return { sums: [...(takes ?? [0, 0, 0]), ...(gives ?? [])] }
}

function alike(kind: Kind, object: KubeObject): string | undefined {
  const { tone, word, reason } = kind.status(object) ?? {}
  if (tone !== 'bad' && tone !== 'warn')
    return object.metadata.deletionTimestamp === undefined ? undefined : leaving
  const trouble = kind.trouble?.(object) ?? null
  if (trouble === null) return `${begins[tone][0]}${word} ${reason}`
  const begin = begins[tone][trouble.over === true ? 1 : 0]
  return begin + [whoseWord(trouble), trouble.verbs[0], trouble.cause].join(' ')
}

const whoseWord = ({ of }: Trouble): string =>
  of !== undefined && 'kind' in of ? `${of.kind} ${of.namespace ?? ''}/${of.name}` : ''

/** Of warnings: what happened, how often, to how many. */
export function warningFacts({ object }: TableRow): Facts {
  const event: Event | undefined = object
  if (event === undefined || event.type === 'Normal') return {}
  const about = aboutOf(event.involvedObject ?? {})
  return {
    group: event.type,
    alike: event.reason ?? '',
    about,
    keys: [about],
    weight: times(event),
    at: lastSeen(event),
  }
}

/** What events of an object are found by. */
export const aboutOf = ({ kind = '', namespace = '', name = '' }: Involved): string =>
  `${kind} ${namespace}/${name}`
