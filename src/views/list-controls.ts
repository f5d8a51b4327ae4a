/** What stands around a list's table: filter form, status chips, column chooser, pager. */
import type { Table, TableRow } from '../kube.ts'
import type { Filter, Filterable } from '../live/filter.ts'
import type { Counts } from '../live/groups.ts'
import type { Seen } from '../live/window.ts'
import { kindOf } from '../kinds.ts'
import type { Tone } from './cell.ts'
import type { Column } from './columns.ts'
import { active, type Active, type Form, form } from './filter-form.ts'
import { type Facet, facets, groupMenu, type Menu } from './group-menus.ts'
import type { ListContext } from './list-context.ts'
import { type Pager, pager } from './list-pager.ts'
import { type ListState, type Read, statuses, type Status, writeList } from './query.ts'
import { grouped } from './words.ts'

export interface Controls {
  readonly form: Form
  /** By what rows are put together; null for what never is. */
  readonly groups: Menu | null
  /** What groups are narrowed by. */
  readonly facets: readonly Facet[]
  readonly active: readonly Active[]
  readonly chips: readonly Chip[]
  readonly pager: Pager
  /** The logs of what the list is narrowed to; empty where there are none, or it is not narrowed. */
  readonly logs: string
}
export interface Chip {
  readonly text: string
  readonly tone: Tone | ''
  readonly href: string
  readonly on: boolean
  /** Empty where it would need rows that were not read. */
  readonly count: string
}
/** What the controls are made from. */
export interface Around {
  readonly read: Read
  readonly state: ListState
  readonly filter: Pick<Filter<TableRow>, 'terms' | 'wrong'>
  readonly over: Filterable<TableRow>
  readonly context: ListContext
  readonly status: Column | undefined
  readonly table: Table
  readonly whole: boolean
  readonly total: number | null
  readonly page: Seen<TableRow>
  readonly behind?: Counts | undefined
}

export function controls(around: Around): Controls {
  return {
    form: form(around.read, around.context, around.filter, around.over),
    active: active(around.state, around.filter.terms, around.context, around.page.rows),
    groups: groupMenu(around.state, around.context),
    facets: facets(around.behind, around.state, around.context),
    chips: chips(around),
    pager: pager(around),
    logs: logs(around),
  }
}

function logs({ state, context }: Around): string {
  const { urls, cluster, resource } = context
  const { namespaces, labels, fields, q, status } = state
  const narrowed = namespaces.length > 0 || [labels, fields, q, status ?? ''].some(Boolean)
  if (!narrowed || kindOf(resource.id)?.logs !== 'itself') return ''
  const of = { ns: namespaces, l: labels, fs: fields, status: status ?? undefined, match: q }
  return urls.podLogs(cluster, of)
}

const chipWords: readonly (readonly [Status, string])[] = [
  ['failing', 'Failing'],
  ['pending', 'Pending'],
  ['changing', 'Changing'],
]
const severities: typeof chipWords = [
  ['pending', 'Warning'],
  ['done', 'Normal'],
]

/** Numbers only where every row was read: a chip that would have to guess has none. */
function chips({ state, context, status, page, whole }: Around): readonly Chip[] {
  if (status === undefined) return []
  const number = (tone: Tone) => (whole ? grouped(page.groups.get(tone) ?? 0) : '')
  const { urls, cluster, resource } = context
  const to = (next: Status | null) =>
    urls.list(cluster, resource.id, writeList(state, { status: next }))
  const all: Chip = {
    text: 'All',
    tone: '',
    href: to(null),
    on: state.status === null,
    count: whole ? grouped(page.matching) : '',
  }
  return [
    all,
    ...(status.type === 'severity' ? severities : chipWords).map(([word, text]) => ({
      text,
      tone: statuses[word],
      href: to(state.status === word ? null : word),
      on: state.status === word,
      count: number(statuses[word]),
    })),
  ]
}
