/** By what a list's rows are put together, and what its groups are narrowed by. Pure. */
import { kindOf } from '../kinds.ts'
import type { Counts } from '../live/groups.ts'
import type { ListContext } from './list-context.ts'
import { term } from './narrower.ts'
import { type ListState, writeList } from './query.ts'
import { counted, grouped } from './words.ts'

export interface Menu {
  readonly title: string
  readonly choices: readonly Choice[]
  /** Why some are not there. */
  readonly more: string
}
/** Chosen among the values of one field. */
export interface Facet extends Menu {
  readonly id: string
}
interface Choice {
  readonly text: string
  readonly count: string
  readonly href: string
  readonly on: boolean
}

/** Null for what is never put together. */
export function groupMenu(state: ListState, context: ListContext): Menu | null {
  const { urls, cluster, resource } = context
  const groups = kindOf(resource.id)?.groups
  if (groups === undefined) return null
  const usual = { group: '', sort: '', descending: false, cols: [] }
  const choice = (by: string, text: string, change: Partial<ListState>) => ({
    text,
    count: '',
    href: urls.list(cluster, resource.id, writeList(state, { ...usual, ...change })),
    on: (state.by ?? 'none') === by,
  })
  const choices = Object.entries(groups.by).map(([by, text], at) =>
    choice(by, text, { group: at === 0 ? '' : by }),
  )
  const each = choice('none', 'Nothing: each on its own', { group: 'none', sort: groups.sort })
  return { title: 'Group by', choices: [...choices, each], more: '' }
}

/** Values of one field that are offered. */
const most = 40

/** Of the usual groups: others have less in common. @param counts of them; undefined: not known yet. */
export function facets(
  counts: Counts | undefined,
  state: ListState,
  context: ListContext,
): readonly Facet[] {
  const groups = kindOf(context.resource.id)?.groups
  const [usual = ''] = Object.keys(groups?.by ?? {})
  if (groups === undefined || state.by !== usual) return []
  const fields = Object.keys(groups.kind.facets)
  const all = [...(counts?.facets ?? [])].map(([facet, count]) => {
    const [field = '', value = ''] = JSON.parse(facet) as string[]
    return { field, value, count }
  })
  return fields.map((field) => {
    const own = all.filter((one) => one.field === field && term(field, one.value) !== '')
    const sorted = own.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    const left = sorted.length - most
    return {
      id: `by-${field}`,
      title: field.replace(/^./, (first) => first.toUpperCase()),
      choices: sorted.slice(0, most).map((one) => narrowed(one, state, context)),
      more: left > 0 ? `and ${counted(left, 'other')}: type ${field}= in the filter` : '',
    }
  })
}

/** What is on goes by the same click. */
function narrowed(
  {
    field,
    value,
    count,
  }: { readonly field: string; readonly value: string; readonly count: number },
  state: ListState,
  { urls, cluster, resource }: ListContext,
): Choice {
  const own = term(field, value)
  const words = state.q.split(/\s+/).filter(Boolean)
  const on = words.includes(own)
  const q = on ? words.filter((word) => word !== own) : [...words, own]
  const href = urls.list(cluster, resource.id, writeList(state, { q: q.join(' ') }))
  return { text: value, count: grouped(count), href, on }
}
