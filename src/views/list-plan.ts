/** What a list's address asks for, before its rows are looked at: columns, filter, order. Pure. */
import {
  costly,
  type Filter,
  type Filterable,
  filter as readFilter,
  terms,
} from '../live/filter.ts'
import type { Counts } from '../live/groups.ts'
import type { Look } from '../live/window.ts'
import type { Groups, Kind, KubeObject } from '../kind.ts'
import type { Table, TableRow } from '../kube.ts'
import { kindOf } from '../kinds.ts'
import { chosen } from './chosen-columns.ts'
import { columns as columnsOf, type Column, toneOf as toneOfRow } from './columns.ts'
import { objectOf, ownColumns } from './kind-columns.ts'
import { seconds } from './duration.ts'
import { groupColumns, groupsIn } from './groups.ts'
import { fields, noStatus, nothing, statusColumn } from './list-filter.ts'
import type { ListContext } from './list-context.ts'
import { selecting } from './pushed.ts'
import { type ListState, type Read, toneOf } from './query.ts'
import { isUsage, withUsage } from './usage-columns.ts'

/** What was read for a list. */
export interface Listed {
  /** All rows, or the first of them in the server's order. */
  readonly table: Table
  /** False: `table` ends with the page that was asked for, and `table.remaining` rows come after it. */
  readonly whole: boolean
  /** How many were read of all that are needed: until they are there the page has none. */
  readonly reading?: number | undefined
  /** There are more than may be kept: the page has none of them. */
  readonly full?: object | undefined
  /** Of rows that are groups: what they are made of. */
  readonly behind?: Counts | undefined
  readonly read: Read
  readonly context: ListContext
}

export interface Plan {
  readonly columns: readonly Column[]
  readonly shown: readonly Column[]
  readonly status: Column | undefined
  readonly filter: Filter<TableRow>
  /** What the filter may name. */
  readonly over: Filterable<TableRow>
  /** What of the address names nothing here, by parameter. */
  readonly wrong: Readonly<Record<string, string>>
  /** Rows are counted by the tone of their status. */
  readonly look: Look<TableRow>
}

/** Of the rows only their columns are looked at, and whether one has an owner. */
export function planned(listed: Omit<Listed, 'whole'>): Plan {
  const groups = groupsIn(listed.context.resource, listed.read.state)
  return groups === null ? plannedRows(listed) : plannedGroups(groups, listed)
}

/** Of the rows that are put together in groups. */
export function plannedRows({ table, read, context }: Omit<Listed, 'whole'>): Plan {
  const { state } = read
  const kind = kindOf(context.resource.id)
  const printed = ownColumns(kind, table, context)
  /* Of what the server printed nothing says what it may use. */
  const own = table.columns.length > 0 ? printed : withUsage(printed, kind, context)
  const columns = columnsOf(own, table, context, state.namespaces.length !== 1)
  const status = statusColumn(columns)
  const { every, shown, wrong } = chosen(columns, state, context)
  const over = fields(columns, context, kind, every)
  const filter = readFilter(state.q, over, context.engine)
  const sorted = every.find(({ id }) => id === state.sort)
  const { descending } = state
  const selects = selecting(state.q, kind).map(({ term }) => term.text)
  const look: Look<TableRow> = {
    ...(selects.length > 0 && { within: readFilter(selects.join(' '), over).matches }),
    ...(state.q !== '' && { matches: filter.matches }),
    ...(status !== undefined && { group: (row) => toneOfRow(status, row) }),
    ...(status !== undefined && state.status !== null && { only: toneOf(state.status) }),
    ...(sorted !== undefined && { order: { value: sorted.value, descending } }),
  }
  const unclear = { ...wrong, ...unknownStatus(state, status) }
  return { columns, shown, status, filter, over, look, wrong: unclear }
}

/** The columns are those of the groups; the filter is of the rows behind them. */
function plannedGroups(
  groups: Groups<KubeObject, Kind>,
  { read, context, table }: Omit<Listed, 'whole'>,
): Plan {
  const { state } = read
  const { filter, over } = plannedRows({ table, context, read: { ...read, state: plain(state) } })
  const columns = columnsOf(
    groupColumns(groups, context),
    nothing,
    context,
    state.namespaces.length !== 1,
  )
  const status = statusColumn(columns)
  const { every, shown, wrong } = chosen(columns, { ...state, preset: [] }, context)
  const sorted = every.find(({ id }) => id === state.sort)
  const look: Look<TableRow> = {
    ...(status !== undefined && { group: (row) => toneOfRow(status, row) }),
    ...(state.status !== null && { only: toneOf(state.status) }),
    order:
      sorted === undefined
        ? { value: (row) => groups.order(objectOf(row)), descending: true }
        : { value: sorted.value, descending: state.descending },
  }
  return { columns, shown, status, filter, over, look, wrong }
}

/** What the rows behind groups are looked at by. */
export const plain = (state: ListState): ListState => ({
  ...state,
  cols: [],
  preset: [],
  sort: '',
  status: null,
})

/** What of an address makes two looks at the same rows the same. */
export const lookKey = ({ q, status, sort, descending, by }: ListState): string =>
  JSON.stringify([q, status, sort, descending, by, costly(q)])

/** Its order or its filter asks what is used now. */
export const byUsage = ({ sort, q }: Pick<ListState, 'sort' | 'q'>): boolean =>
  isUsage(sort) || filtersByUsage({ q })

export const filtersByUsage = ({ q }: Pick<ListState, 'q'>): boolean =>
  terms(q).some(({ name }) => isUsage(name ?? ''))

/** A filter that compares with a span may compare with the time of day. */
export const isMoving = ({ q }: ListState): boolean =>
  terms(q).some(({ sign, value }) => /[<>=]/.test(sign) && seconds(value) !== null)

function unknownStatus(state: ListState, status: Column | undefined): Record<string, string> {
  return state.status === null || status !== undefined
    ? {}
    : { status: `${state.status}: ${noStatus}` }
}
