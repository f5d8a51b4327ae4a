/** The list page: from a table and an address to what the template prints. Pure. */
import { filter as readFilter } from '../live/filter.ts'
import { window as show, type Window } from '../live/window.ts'
import type { Table, TableRow } from '../kube.ts'
import type { Row } from './cell.ts'
import { kindOf } from '../kinds.ts'
import { columns as columnsOf, type Column } from './columns.ts'
import { ownColumns } from './kind-columns.ts'
import type { ListContext } from './list-context.ts'
import { controls, type Controls } from './list-controls.ts'
import { empty, type Empty, reading as progress } from './list-empty.ts'
import { fields, noStatus, ofStatus, statusColumn } from './list-filter.ts'
import { head, type Head, rowOf } from './list-table.ts'
import type { ListState, Read } from './query.ts'
import type { Foot, Shell } from './shell.ts'
import type { Live } from './live.ts'
import type { Narrowed } from './narrowed.ts'
import { grouped, plural } from './words.ts'

export interface ListPage extends Controls {
  readonly shell: Shell
  readonly title: string
  /** `412 of 10,003`. */
  readonly count: string
  readonly resource: string
  /** Rows that match, over all pages; null where it is not known. */
  readonly total: number | null
  readonly heads: readonly Head[]
  readonly rows: readonly Row[]
  readonly empty: Empty | null
  /** What of the address made no sense. */
  readonly wrong: readonly { readonly name: string; readonly text: string }[]
  /** The API server's `Warning:` headers. */
  readonly warnings: readonly string[]
  /** Rows are still read: the page's stream brings them, without scripts the page comes again. */
  readonly reading: boolean
  /** Said where a list over all namespaces is one of those known for the person. */
  readonly narrowed: Narrowed | null
  readonly foot: Foot
  /** Where the list's own stream stands; empty for one that cannot be watched. */
  readonly stream: string
  /** Empty until the stream says how true the page is: without JavaScript it is of the moment it was read. */
  readonly live: Live
}

/** What was read for a list. */
export interface Listed {
  /** All rows, or the first of them in the server's order. */
  readonly table: Table
  /** False: `table` ends with the page that was asked for, and `table.remaining` rows come after it. */
  readonly whole: boolean
  /** How many were read of all that are needed: until they are there the page has none. */
  readonly reading?: number | undefined
  readonly read: Read
  readonly context: ListContext
}

/** Everything of the page but the shell. */
export function listPage(
  listed: Listed,
): Omit<ListPage, 'shell' | 'foot' | 'stream' | 'live' | 'narrowed' | 'reading'> {
  const { table, whole, reading, read, context } = listed
  const { state } = read
  const { all, shown, status, matching, seen, wrong } = selected(listed)
  const before = whole ? table.rows.length : known(table)
  const total = whole ? seen.total : before
  const rows = reading === undefined ? seen.rows : []
  const none = () =>
    reading === undefined ? empty(before ?? 0, state, context) : progress(reading, context)
  const around = { state, context, columns: all, shown, status, table, matching, whole, total }
  return {
    title: plural(context.resource.kind, context.resource.plural),
    count: reading === undefined ? count(total, before) : '',
    resource: context.resource.id,
    total,
    heads: shown.map((column) => head(column, state, context)),
    rows: rows.map((row) => rowOf(row, shown, context)),
    empty: rows.length > 0 ? null : none(),
    wrong: [...sentences(read.wrong), ...wrong],
    warnings: table.warnings,
    ...controls({ ...around, page: seen }),
    ...(reading !== undefined && { pager: unknown }),
  }
}

/** The rows that an address selects, and in which columns they are shown. */
export interface Selected {
  readonly all: readonly Column[]
  readonly shown: readonly Column[]
  readonly status: Column | undefined
  /** Those that the filter box lets through, whatever their status. */
  readonly matching: readonly TableRow[]
  /** The page of them that was asked for. */
  readonly seen: Window<TableRow>
  /** What of the filter, the columns and the order made no sense with these rows. */
  readonly wrong: ListPage['wrong']
}

export function selected({ table, read, context }: Listed): Selected {
  const { state } = read
  const kind = kindOf(context.resource.id)
  const own = ownColumns(kind, table, context)
  const all = columnsOf(own, table.rows, context, state.namespaces.length !== 1)
  const status = statusColumn(all)
  const { shown, wrong } = choose(all, state, status)
  const filter = readFilter(state.q, fields(all, context, kind))
  const matching = state.q === '' ? table.rows : table.rows.filter(filter.matches)
  const unread = filter.wrong.map((text) => ({ name: 'q', text }))
  const seen = look(matching, all, state, status)
  return { all, shown, status, matching, seen, wrong: [...sentences(wrong), ...unread] }
}

/** Nothing can be said of pages before all rows were read. */
const unknown: ListPage['pager'] = { text: '', previous: '', next: '' }

function known(table: Table): number | null {
  if (table.continue === null) return table.rows.length
  return table.remaining === null ? null : table.rows.length + table.remaining
}

function count(total: number | null, all: number | null): string {
  if (total === null || all === null) return ''
  return total === all ? grouped(total) : `${grouped(total)} of ${grouped(all)}`
}

/** The columns that are shown, and what of the address names none. */
function choose(all: readonly Column[], state: ListState, status: Column | undefined) {
  const wrong = { ...unknownSort(all, state), ...unknownStatus(state, status) }
  const usual = all.filter((column) => column.shown)
  const found = state.cols.map((id) => all.find((column) => column.id === id))
  const chosen = found.filter((column) => column !== undefined)
  const missing = state.cols.filter((_, index) => found[index] === undefined).join(', ')
  const cols =
    missing === '' ? {} : { cols: `There is no column ${missing} here; there are ${ids(all)}.` }
  return { shown: chosen.length > 0 ? chosen : usual, wrong: { ...cols, ...wrong } }
}

const ids = (all: readonly Column[]) => all.map(({ id }) => id).join(', ')

function unknownSort(all: readonly Column[], { sort }: ListState): Record<string, string> {
  if (sort === '' || all.some(({ id }) => id === sort)) return {}
  return { sort: `There is no column ${sort} here; there are ${ids(all)}.` }
}

function unknownStatus(state: ListState, status: Column | undefined): Record<string, string> {
  return state.status === null || status !== undefined
    ? {}
    : { status: `${state.status}: ${noStatus}` }
}

function look(
  rows: readonly TableRow[],
  all: readonly Column[],
  state: ListState,
  status: Column | undefined,
): Window<TableRow> {
  const sorted = all.find(({ id }) => id === state.sort)
  return show(rows, {
    ...(state.status !== null && { matches: ofStatus(state.status, status) }),
    ...(sorted !== undefined && { order: { value: sorted.value, descending: state.descending } }),
    page: state.page,
    size: state.size,
  })
}

const sentences = (wrong: Readonly<Record<string, string>>) =>
  Object.entries(wrong).map(([name, text]) => ({ name, text }))
