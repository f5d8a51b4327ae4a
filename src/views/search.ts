/** Search over kinds and object names. Pure. */
import type { ObjectMeta, Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Cell } from './cell.ts'
import { instant } from './conditions.ts'
import { isName, longestName } from './object.ts'
import { kindsNamed, reach, type Reach, type Scope } from './reach.ts'
import { cut } from './room.ts'
import type { Foot, Shell } from './shell.ts'
import { counted, grouped, plural } from './words.ts'

/** What one search may cost: hits, objects of one kind, milliseconds. */
export const most = { hits: 200, objects: 10_000, ms: 5000 }

export interface SearchPage {
  readonly shell: Shell
  readonly q: string
  readonly reach: Reach
  readonly kinds: readonly { readonly text: string; readonly href: string; readonly id: string }[]
  readonly groups: readonly HitGroup[]
  /** Said where nothing was found. */
  readonly none: string
  /** What was and was not looked at. */
  readonly said: string
  readonly note: string
  readonly foot: Foot
}
export interface HitGroup {
  readonly title: string
  /** kubectl's name: several groups may have a kind of one name. */
  readonly hits: readonly {
    readonly name: Cell
    readonly namespace: string
    readonly age: Cell | null
  }[]
}

export interface Found {
  readonly resource: Resource
  readonly metas: readonly ObjectMeta[]
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
  readonly q: string
  readonly now: Date
  readonly kinds: readonly Resource[]
  readonly found: readonly Found[]
  readonly looked: number
  readonly skipped: readonly Skipped[]
  readonly full: boolean
  /** Namespaces that were not looked in. */
  readonly left: number
}

export function searchPage(searched: Searched): Omit<SearchPage, 'shell' | 'foot'> {
  const { cluster, urls, q, kinds, found, looked, full } = searched
  const hits = found.reduce((sum, { metas }) => sum + metas.length, 0)
  const stopped = full ? `; it stopped at ${most.hits}` : ''
  return {
    q,
    reach: reach(scopes(searched), urls.list(cluster, 'pods'), searched.left),
    kinds: kinds.map((resource) => ({
      text: plural(resource.kind, resource.plural),
      href: urls.list(cluster, resource.id),
      id: resource.id,
    })),
    none:
      q !== '' && hits === 0 && kinds.length === 0
        ? `No kind and no object has “${q}” in its name. Search looks for one word, a part of a name.`
        : '',
    groups: found.filter(({ metas }) => metas.length > 0).map((each) => group(each, searched)),
    said: q === '' ? '' : `${counted(hits, 'object')} of ${grouped(looked)} looked at${stopped}.`,
    note: note(searched.skipped),
  }
}

/** Of the kinds that were looked at, or may not be. */
function scopes({ found, skipped }: Searched): readonly Scope[] {
  const left = new Map(skipped.map(({ resource, why }) => [resource.id, why]))
  return found
    .filter(({ resource: { id, namespaced } }) => namespaced && isAnswered(left.get(id)))
    .map(({ resource: { id }, namespaces }) => ({
      id,
      namespaces: left.get(id) === 'forbidden' ? [] : namespaces,
    }))
}

const isAnswered = (why: Skipped['why'] | undefined) => why === undefined || why === 'forbidden'

const whys = {
  forbidden: 'you may not list these',
  silent: 'the API server did not answer for these',
  late: `${most.ms / 1000} s were over`,
  objects: `no more than ${grouped(most.objects)} objects of a kind are`,
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

function group({ resource, metas }: Found, { cluster, urls, now }: Searched): HitGroup {
  return {
    title: plural(resource.kind, resource.plural),
    hits: metas.map(({ name, namespace, creationTimestamp }) => ({
      name: {
        text: cut(name, longestName),
        ...(isName(name) && {
          href: urls.object(cluster, { resource: resource.id, namespace: namespace ?? null, name }),
        }),
      },
      namespace: namespace ?? '',
      age: instant(creationTimestamp, now),
    })),
  }
}

/** How well a name fits: 0 the whole name, 1 its beginning, 2 a part; null not at all. Case does not count. */
export function rank(name: string, q: string): number | null {
  const at = name.toLowerCase().indexOf(q.toLowerCase())
  if (at < 0) return null
  return at > 0 ? 2 : name.length === q.length ? 0 : 1
}
