/** How many there are of what, and how they are. Pure. */
import type { Discovery } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Tone } from './cell.ts'
import {
  type Count,
  isWhole,
  type KindSeen,
  lookedAtOf,
  type Missing,
  tones,
} from './overview-seen.ts'
import { type Status, statuses } from './query.ts'
import { grouped, plural } from './words.ts'

export interface CountRow {
  readonly title: string
  readonly href: string
  readonly id: string
  /** `10,003`, or a word for why there is none. */
  readonly number: string
  readonly known: boolean
  /** How many of them fail, need a look, change: where all were looked at. */
  readonly tones: readonly ToneCount[]
}
export interface ToneCount {
  readonly tone: Tone
  readonly count: string
  /** `failing`: the word of the list's filter. */
  readonly word: string
  readonly href: string
}

export interface Counting {
  readonly cluster: string
  readonly discovery: Discovery
  readonly urls: Urls
  readonly counts: readonly Count[]
  readonly kinds: readonly KindSeen[]
}

const why: Readonly<Record<Missing | 'unknown', string>> = {
  forbidden: 'you may not list these',
  late: 'no answer yet',
  failed: 'the API server failed',
  unknown: 'the API server does not say how many',
}

const isRefused = ({ count }: Count) => count === 'forbidden'

export const countRows = (of: Counting): readonly CountRow[] =>
  of.counts.filter((each) => !isRefused(each)).map((each) => row(each, of))

export interface Refused {
  readonly title: string
  readonly counts: readonly CountRow[]
}

/** Kinds that the person may not list, folded: `21 kinds that you may not list`. */
export function refusedRows(of: Counting): Refused | null {
  const counts = of.counts.filter(isRefused).map((each) => row(each, of))
  if (counts.length === 0) return null
  const kinds = counts.length === 1 ? '1 kind' : `${counts.length} kinds`
  return { title: `${kinds} that you may not list`, counts }
}

/** Of what is followed the number is of now. */
function row({ resource, count, namespaces }: Count, of: Counting): CountRow {
  const { id } = resource
  const seen = of.kinds.find((each) => each.resource.id === id)
  const now = seen !== undefined && isWhole(seen) ? lookedAtOf(seen) : count
  const ns = namespaces ?? []
  return {
    title: plural(resource.kind, resource.plural),
    href: of.urls.list(of.cluster, id, { ns }),
    id,
    number: typeof now === 'number' ? grouped(now) : why[now],
    known: typeof now === 'number',
    tones: seen === undefined ? [] : toneCounts(seen, ns, of),
  }
}

const told: readonly Status[] = ['failing', 'pending', 'changing']

function toneCounts(seen: KindSeen, ns: readonly string[], of: Counting): readonly ToneCount[] {
  if (!isWhole(seen)) return []
  const all = tones(seen)
  return told.flatMap((word) => {
    const count = all.get(statuses[word]) ?? 0
    if (count === 0) return []
    const href = of.urls.list(of.cluster, seen.resource.id, { ns, status: word })
    return [{ tone: statuses[word], count: grouped(count), word, href }]
  })
}
