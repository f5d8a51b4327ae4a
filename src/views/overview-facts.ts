/** What one object adds to an overview: the test of each row, cheap enough for all of them. Pure. */
import type { Kind, KubeObject, Trouble } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Facts } from '../live/tally.ts'
import { type Event, type Involved, lastSeen, times } from './event.ts'

/** Those that are being deleted: whether that takes too long is a matter of the time of day. */
export const leaving = 'leaving'

/** How those are that are kept together, what their word begins with: there may be very many, and it alone is read. */
export type How = 'bad' | 'bad-over' | 'warn' | 'warn-over' | 'again'

/** @returns how they are, and the words that they share with those that are otherwise. */
export function howOf(word: string): { readonly how: How; readonly shared: string } {
  const at = word.indexOf(' ')
  return { how: word.slice(0, at) as How, shared: word.slice(at + 1) }
}

const begin = (how: How, shared: string): string => `${how} ${shared}`

/** Of all objects of a kind. */
export function factsOf(kind: Kind): (row: TableRow) => Facts {
  return ({ object }) => {
    if (object === undefined) return {}
    const status = kind.status(object)
    const { names = [], ready } = kind.services?.(object) ?? {}
    return {
      group: status?.tone,
      ...alike(kind, object),
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

function alike(kind: Kind, object: KubeObject): Pick<Facts, 'alike' | 'at'> {
  const { tone, word, reason } = kind.status(object) ?? {}
  const leaves = object.metadata.deletionTimestamp !== undefined
  if (tone !== 'bad' && tone !== 'warn') return leaves ? { alike: leaving } : recent(kind, object)
  const trouble = kind.trouble?.(object) ?? null
  if (trouble === null) return { alike: begin(tone, `${word} ${reason}`) }
  return { alike: begin(trouble.over === true ? `${tone}-over` : tone, sharedBy(trouble)) }
}

/** Well for now. */
function recent(kind: Kind, object: KubeObject): Pick<Facts, 'alike' | 'at'> {
  const trouble = kind.trouble?.(object) ?? null
  if (trouble?.again === undefined) return {}
  return { alike: begin('again', sharedBy(trouble)), at: trouble.again }
}

const sharedBy = (trouble: Trouble): string =>
  [whoseWord(trouble), trouble.verbs[0], trouble.cause].join(' ')

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

/** Of what is no warning: only what was said last. */
export function wordFacts({ object }: TableRow): Facts {
  const event: Event | undefined = object
  if (event?.type !== 'Normal') return {}
  return { keys: [aboutOf(event.involvedObject ?? {})], at: lastSeen(event) }
}

/** What events of an object are found by. */
export const aboutOf = ({ kind = '', namespace = '', name = '' }: Involved): string =>
  `${kind} ${namespace}/${name}`
