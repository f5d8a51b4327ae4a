/** Search over all kinds: what was found, and what was not looked at. Pure. */
import type { Status } from '../kind.ts'
import type { ObjectMeta, Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Cell } from './cell.ts'
import { instant } from './conditions.ts'
import { isName, longestName } from './object.ts'
import { kindsNamed, reach, type Reach, type Scope } from './reach.ts'
import { cut } from './room.ts'
import { byName, type Match } from './search/match.ts'
import type { Foot, Shell } from './shell.ts'
import { counted, grouped, plural } from './words.ts'

/** What one search may cost: hits, milliseconds, and milliseconds that one answer is waited for. */
export const most = { hits: 200, ms: 20_000, silence: 5000 }

export interface SearchPage {
  readonly shell: Shell
  readonly q: string
  /** Null where nothing is searched for. */
  readonly body: SearchBody | null
  /** What is found later; empty where all was looked at. */
  readonly stream: string
  readonly foot: Foot
}

export interface SearchBody {
  readonly reach: Reach
  readonly kinds: readonly { readonly text: string; readonly href: string; readonly id: string }[]
  readonly groups: readonly HitGroup[]
  /** Where nothing was found. */
  readonly none: { readonly title: string; readonly text: string } | null
  /** What was and was not looked at. */
  readonly said: string
  readonly note: string
  readonly over: boolean
}
export interface HitGroup {
  readonly title: string
  /** The list of this kind that has the word in its names; empty where none has. */
  readonly all: string
  readonly hits: readonly {
    readonly name: Cell
    readonly namespace: string
    readonly age: Cell | null
    /** What it was found by, where it is not the name. */
    readonly by: string
    readonly text: string
    /** Null where it has none. */
    readonly status: { readonly tone: string; readonly text: string } | null
  }[]
}

export interface Hit {
  readonly metadata: ObjectMeta
  readonly match: Match
  /** Null where its kind has none, or it was not read. */
  readonly status: Status | null
}

export interface Found {
  readonly resource: Resource
  readonly hits: readonly Hit[]
  /** Where it was looked; null: in all. */
  readonly namespaces: readonly string[] | null
}
/** A kind of which not every object was looked at. */
export interface Skipped {
  readonly resource: Resource
  readonly why: keyof typeof whys
  /** Some of them were. */
  readonly part: boolean
}
export interface Searched {
  readonly cluster: string
  readonly urls: Urls
  readonly now: Date
  readonly kinds: readonly Resource[]
  readonly walk: {
    readonly q: string
    readonly found: ReadonlyMap<Resource, Found>
    readonly skipped: readonly Skipped[]
    readonly looked: number
    readonly full: boolean
    readonly over: boolean
    /** Namespaces that were not looked in. */
    readonly left: number
  }
}

export function searchBody(searched: Searched): SearchBody {
  const { cluster, urls, kinds, walk } = searched
  const { over } = walk
  const found = best([...walk.found.values()])
  const hits = found.reduce((sum, { hits: some }) => sum + some.length, 0)
  return {
    reach: reach(
      scopes(walk),
      { action: urls.list(cluster, 'pods'), does: 'Show pods' },
      walk.left,
    ),
    kinds: kinds.map((resource) => ({
      text: plural(resource.kind, resource.plural),
      href: urls.list(cluster, resource.id),
      id: resource.id,
    })),
    none: over && hits === 0 && kinds.length === 0 ? nothing(walk) : null,
    groups: found.map((each) => group(each, searched)),
    said: said(walk, hits),
    note: note(walk.skipped),
    over,
  }
}

/** Of what was not looked at nothing is said. */
function nothing({ q, looked, skipped }: Searched['walk']): NonNullable<SearchBody['none']> {
  if (looked === 0)
    return { title: 'There was nothing to look at', text: 'No kind has objects that you may see.' }
  const where = skipped.length > 0 ? ' in what was looked at' : ''
  return {
    title: `Nothing found${where}`,
    text: `Nothing has “${q}” in its name, as a label, or in an image or address. Search looks for one text as it stands.`,
  }
}

function said({ looked, full, over }: Searched['walk'], hits: number): string {
  const stopped = full ? `; it stopped at ${most.hits}` : ''
  const going = over ? '.' : ' so far …'
  return `${counted(hits, 'object')} of ${grouped(looked)} looked at${stopped}${going}`
}

/** The best of all kinds, kind by kind: first those with the best. */
function best(all: readonly Found[]): readonly Found[] {
  const ranks = all
    .flatMap(({ hits }) => hits.map(({ match }) => match.rank))
    .toSorted((a, b) => a - b)
  const worst = ranks[most.hits - 1] ?? Infinity
  let left = most.hits - ranks.filter((rank) => rank < worst).length
  const kept = all.map((found) => {
    const hits = found.hits
      .toSorted((a, b) => a.match.rank - b.match.rank)
      .filter(({ match }) => match.rank < worst || (match.rank === worst && left-- > 0))
    return { ...found, hits }
  })
  const first = ({ hits }: Found) => hits[0]?.match.rank ?? Infinity
  return kept.filter(({ hits }) => hits.length > 0).toSorted((a, b) => first(a) - first(b))
}

/** Of the kinds that were looked at, or may not be. */
function scopes({ found, skipped }: Searched['walk']): readonly Scope[] {
  const left = new Map(skipped.map(({ resource, why }) => [resource.id, why]))
  return [...found.values()]
    .filter(({ resource: { id, namespaced } }) => namespaced && isAnswered(left.get(id)))
    .map(({ resource: { id }, namespaces }) => ({
      id,
      namespaces: left.get(id) === 'forbidden' ? [] : namespaces,
    }))
}

const isAnswered = (why: Skipped['why'] | undefined) => why === undefined || why === 'forbidden'

const whys = {
  forbidden: 'you may not list these',
  failed: 'the API server did not answer for these',
  silent: `no answer came in ${most.silence / 1000} s`,
  late: `${most.ms / 1000} s were over`,
  full: `${most.hits} objects were found before`,
} as const

/** What was left out, by reason: few kinds by their names, many by their number. */
function note(skipped: readonly Skipped[]): string {
  const reasons = Map.groupBy(
    skipped,
    ({ why, part }) => `${part ? ' in full' : ''}: ${whys[why]}.`,
  )
  return [...reasons]
    .map(([why, kinds]) => {
      const ids = kinds.map(({ resource }) => resource.id)
      return `${kindsNamed(ids)} ${ids.length > 1 ? 'were' : 'was'} not looked at${why}`
    })
    .join(' ')
}

function group(
  { resource, hits, namespaces }: Found,
  { cluster, urls, now, walk }: Searched,
): HitGroup {
  const named = hits.some(({ match }) => match.rank <= byName) && /^[^\s"/:=<>]+$/.test(walk.q)
  return {
    title: plural(resource.kind, resource.plural),
    all: named ? urls.list(cluster, resource.id, { ns: namespaces ?? [], q: walk.q }) : '',
    hits: hits.map(({ metadata: { name, namespace, creationTimestamp }, match, status }) => ({
      name: {
        text: cut(name, longestName),
        ...(isName(name) && {
          href: urls.object(cluster, { resource: resource.id, namespace: namespace ?? null, name }),
        }),
      },
      namespace: namespace ?? '',
      age: instant(creationTimestamp, now),
      by: match.by,
      text: cut(match.text, 200),
      status: status && { tone: status.tone, text: status.word },
    })),
  }
}
