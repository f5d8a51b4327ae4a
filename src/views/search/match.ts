/** How well an object fits what is searched for, and by what. Pure. */
import type { Kind } from '../../kind.ts'
import type { KubeObject, ObjectMeta } from '../../kube.ts'
import { columnId } from '../columns.ts'

/** By what an object was found: `''` is its name. */
export interface Match {
  /** Least is best: 0–2 by its name, 3 just what was asked for, 4 a part of it. */
  readonly rank: number
  /** `image`, `label`, `IP` … */
  readonly by: string
  readonly text: string
}

/** Ranks that mean the name. */
export const byName = 2

/** What of a kind's objects is searched beside name, labels and uid. */
export interface Texts {
  readonly by: string
  readonly of: (object: KubeObject) => readonly string[]
}

const facets = ['image', 'host', 'address'] as const
const columns = /^(?:ip|cluster-ip|external-ip|internal-ip|hosts|address|node)$/

/** @param kind absent: metadata alone is searched. */
export function textsOf(kind: Kind | undefined): readonly Texts[] {
  if (kind?.reads == null) return []
  const named = facets.flatMap((by) => {
    const of = kind.facets[by]
    return of === undefined ? [] : [{ by, of }]
  })
  const shown = kind.columns
    .filter(({ title }) => columns.test(columnId(title)))
    .map(({ title, cell }) => ({
      by: title,
      of: (object: KubeObject) => cell(object).text.split(/[\s,]+/),
    }))
  return [...named, ...shown]
}

/** @param wanted in lower case. */
export function match(
  wanted: string,
  meta: ObjectMeta,
  object: KubeObject | undefined,
  texts: readonly Texts[],
): Match | null {
  const named = rank(meta.name, wanted)
  if (named !== null) return { rank: named, by: '', text: '' }
  if (meta.uid === wanted) return { rank: 3, by: 'uid', text: meta.uid }
  return labelled(wanted, meta) ?? (object === undefined ? null : said(wanted, object, texts))
}

/** `app=cart`, or one of the two just so. */
function labelled(wanted: string, { labels = {} }: ObjectMeta): Match | null {
  for (const key in labels) {
    const value = labels[key] ?? ''
    const text = `${key}=${value}`
    if ([text, key, value].some((each) => each.toLowerCase() === wanted))
      return { rank: 3, by: 'label', text }
  }
  return null
}

function said(wanted: string, object: KubeObject, texts: readonly Texts[]): Match | null {
  let found: Match | null = null
  for (const { by, of } of texts) {
    for (const text of of(object)) {
      const low = text.toLowerCase()
      if (low === wanted) return { rank: 3, by, text }
      if (found === null && low.includes(wanted)) found = { rank: 4, by, text }
    }
  }
  return found
}

/** How well a name fits: 0 the whole name, 1 its beginning, 2 a part; null not at all. @param wanted in lower case. */
function rank(name: string, wanted: string): number | null {
  const at = name.toLowerCase().indexOf(wanted)
  if (at < 0) return null
  return at > 0 ? 2 : name.length === wanted.length ? 0 : 1
}
