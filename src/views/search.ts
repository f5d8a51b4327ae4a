/** Search over kinds and object names. Pure. */
import type { ObjectMeta, Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Cell } from './cell.ts'
import { instant } from './conditions.ts'
import type { Shell } from './shell.ts'
import { counted, grouped, plural } from './words.ts'

export interface SearchPage {
  readonly shell: Shell
  readonly q: string
  readonly kinds: readonly { readonly text: string; readonly href: string; readonly id: string }[]
  readonly groups: readonly HitGroup[]
  /** What was and was not looked at. */
  readonly said: string
  readonly note: string
  readonly foot: readonly string[]
}
export interface HitGroup {
  readonly title: string
  readonly id: string
  readonly hits: readonly {
    readonly name: Cell
    readonly namespace: string
    readonly age: Cell | null
  }[]
}

export interface Found {
  readonly resource: Resource
  readonly metas: readonly ObjectMeta[]
}
export interface Searched {
  readonly cluster: string
  readonly urls: Urls
  readonly q: string
  readonly now: Date
  readonly kinds: readonly Resource[]
  readonly found: readonly Found[]
  readonly looked: number
  /** Kinds of which not every object was looked at, and why. */
  readonly skipped: readonly { readonly id: string; readonly why: string }[]
  readonly full: boolean
}

export function searchPage(searched: Searched): Omit<SearchPage, 'shell' | 'foot'> {
  const { cluster, urls, q, kinds, found, looked, skipped, full } = searched
  const hits = found.reduce((sum, { metas }) => sum + metas.length, 0)
  const rest = skipped.map(({ id, why }) => `${id} (${why})`).join(', ')
  return {
    q,
    kinds: kinds.map((resource) => ({
      text: plural(resource.kind, resource.plural),
      href: urls.list(cluster, resource.id),
      id: resource.id,
    })),
    groups: found.filter(({ metas }) => metas.length > 0).map((each) => group(each, searched)),
    said:
      q === ''
        ? ''
        : `${counted(hits, 'object')} of ${grouped(looked)} looked at${full ? '; it stopped at 200' : ''}.`,
    note: rest === '' ? '' : `Not looked at in full: ${rest}.`,
  }
}

function group({ resource, metas }: Found, { cluster, urls, now }: Searched): HitGroup {
  return {
    title: plural(resource.kind, resource.plural),
    id: resource.id,
    hits: metas.map(({ name, namespace, creationTimestamp }) => ({
      name: {
        text: name,
        href: urls.object(cluster, { resource: resource.id, namespace: namespace ?? null, name }),
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
