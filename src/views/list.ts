/** The list page: from a table and an address to what the template prints. Pure. */
import { told } from '../live/filter.ts'
import { look as lookAt, type Seen } from '../live/window.ts'
import type { Table, TableRow } from '../kube.ts'
import { kindOf } from '../kinds.ts'
import type { Row } from './cell.ts'
import { chooser, type Chooser } from './list-chooser.ts'
import { wanted } from './chosen-columns.ts'
import { controls, type Controls } from './list-controls.ts'
import { empty, type Empty, reading as progress, tooMany, untellable } from './list-empty.ts'
import type { Exports } from './list-exports.ts'
import { beyond, type LeftOut } from './list-pager.ts'
import { type Listed, lookKey, type Plan, planned } from './list-plan.ts'
import { groupsIn } from './groups.ts'
import { head, type Head, rowOf } from './list-table.ts'
import type { Foot, Shell } from './shell.ts'
import type { Live } from './live.ts'
import type { Narrowed } from './narrowed.ts'
import type { PinForm } from './pins.ts'
import { common } from './pushed.ts'
import { type UsageNote, usageNote } from './usage-note.ts'
import { counted, grouped, plural } from './words.ts'

/** What can be done to rows that are selected. */
export interface ManyAct {
  readonly id: string
  readonly title: string
  /** Why it cannot be done by this person; empty: nobody says that it cannot. */
  readonly off: string
}

export interface ListPage extends Controls {
  readonly chooser: Chooser
  /** Why what is used cannot be believed; null where no column shows it. */
  readonly usage: UsageNote | null
  readonly shell: Shell
  readonly title: string
  /** `412 of 10,003`; `3 of 40 with team=api` where they are not all that there are. */
  readonly count: string
  readonly resource: string
  /** As kubectl's `--context`; empty where it is none. */
  readonly context: string
  /** Rows begin with a box to select them by. */
  readonly boxes: boolean
  /** Nobody chose the columns: on a narrower screen the last of them may make room. */
  readonly usual: boolean
  /** Whose logs a row leads to, as the kind says; empty: it has none. */
  readonly logged: string
  /** Rows that match, over all pages; null where it is not known. */
  readonly total: number | null
  readonly heads: readonly Head[]
  readonly rows: readonly Row[]
  readonly empty: Empty | null
  /** What of the address made no sense. */
  readonly wrong: readonly LeftOut[]
  /** The same without what the filter box itself is marked with; and a page that is not there, which is no error. */
  readonly leftOut: ListPage['wrong']
  /** The API server's `Warning:` headers. */
  readonly warnings: readonly string[]
  /** Rows are still read: the page's stream brings them, without scripts the page comes again. */
  readonly reading: boolean
  /** Said where a list over all namespaces is one of those known for the person. */
  readonly narrowed: Narrowed | null
  readonly pin: PinForm
  /** Where a new one is begun; empty: nowhere. */
  readonly create: string
  /** Its rows lead to a shell. */
  readonly shells: boolean
  /** `id:title:off`, of each that can be done to many, a semicolon between. */
  readonly acts: string
  /** Where rows are chosen without scripts; empty: nothing can be done to them. */
  readonly bulk: string
  readonly exports: Exports
  readonly kubectl: string
  /** What of the page that line leaves out; empty: nothing. */
  readonly lacks: string
  readonly foot: Foot
  /** Where the list's own stream stands; empty for one that cannot be watched. */
  readonly stream: string
  /** Empty until the stream says how true the page is: without JavaScript it is of the moment it was read. */
  readonly live: Live
}

/** Everything of it but what the request says. */
export type ListBody = Omit<
  ListPage,
  | 'shell'
  | 'kubectl'
  | 'lacks'
  | 'foot'
  | 'stream'
  | 'live'
  | 'pin'
  | 'create'
  | 'acts'
  | 'shells'
  | 'bulk'
  | 'exports'
  | 'narrowed'
  | 'reading'
  | 'context'
>

/** @param seen as `selected` takes it. */
export function listPage(listed: Listed, seen?: Seen<TableRow>): ListBody {
  const { table, reading, full, read, context } = listed
  const { state } = read
  const { all: columns, seen: page, wrong, ...rest } = selected(listed, seen)
  const { shown } = rest
  const { before, ...sums } = numbers(listed, page)
  const boxes = groupsIn(context.resource, state) === null
  const lacking = full !== undefined || reading !== undefined
  const odd = [...sentences(read.wrong), ...wrong]
  const rows = lacking ? [] : page.rows
  const none = () => {
    if (full !== undefined) return tooMany(state, context)
    if (reading !== undefined) return progress(reading, context)
    return untellable(state, context) ?? empty(before ?? 0, state, context, rest.filter.unknown)
  }
  return {
    title: plural(context.resource.kind, context.resource.plural),
    ...sums,
    boxes,
    resource: context.resource.id,
    usual: wanted(state).length === 0,
    logged: kindOf(context.resource.id)?.logs ?? '',
    heads: shown.map((column) => head(column, state, context)),
    rows: rows.map((row) => rowOf(row, shown, context, boxes)),
    empty: rows.length > 0 ? null : none(),
    wrong: odd,
    leftOut: [...unmarked(odd, wrong), ...beyond(state, { ...page, rows }, context)],
    warnings: table.warnings,
    usage: usageNote(context),
    chooser: chooser({ read, context, columns, shown, rows }),
    ...controls({ ...rest, ...listed, ...sums, state, page }),
    ...(lacking && { count: '', pager: unknown }),
    /* How many pass is not known before all were looked at. */
    ...(lacking && (state.q !== '' || state.status !== null) && { total: null }),
  }
}

/** The rows that an address selects, and in which columns they are shown. */
export interface Selected extends Pick<Plan, 'shown' | 'status' | 'filter' | 'over'> {
  readonly all: Plan['columns']
  /** The page of them that was asked for. */
  readonly seen: Seen<TableRow>
  /** What of the filter, the columns and the order made no sense with these rows. */
  readonly wrong: ListPage['wrong']
}

/** @param seen of the rows; absent: those of the table are looked at now. */
export function selected(listed: Listed, seen?: Seen<TableRow>): Selected {
  const { columns, shown, status, filter, over, wrong, look } = planned(listed)
  const { state } = listed.read
  const key = lookKey(state)
  const found = seen ?? lookAt(listed.table.rows, look, state)
  // An expression took too long meanwhile: without it.
  if (lookKey(state) !== key) return selected(listed)
  const unread = filter.wrong.map((one) => ({ name: 'q', text: told(one) }))
  return {
    all: columns,
    shown,
    status,
    filter,
    over,
    seen: found,
    wrong: [...sentences(wrong), ...unread],
  }
}

/** The filter box itself is marked with what is wrong with these rows. */
const unmarked = (all: ListPage['wrong'], ofRows: ListPage['wrong']) =>
  all.filter((one) => one.name !== 'q' || !ofRows.includes(one))

/** Nothing can be said of pages before all rows were read. */
const unknown: ListPage['pager'] = { text: '', first: '', previous: '', next: '', last: '' }

function known(table: Table): number | null {
  if (table.continue === null) return table.rows.length
  return table.remaining === null ? null : table.rows.length + table.remaining
}

interface Numbers extends Pick<ListPage, 'count' | 'total'> {
  /** Rows before the filters of the page itself. */
  readonly before: number | null
}

function numbers({ read, context, table, whole, behind }: Listed, page: Seen<TableRow>): Numbers {
  const { id, plural: many, kind } = context.resource
  if (behind !== undefined) {
    const { all: before, matching } = behind
    const rows = before === 1 ? `1 ${kind.toLowerCase()}` : `${grouped(before)} ${many}`
    const of = matching === before ? '' : `${grouped(matching)} of `
    const text = `${counted(page.total, 'group')} of ${of}${rows}`
    return { before, total: page.total, count: text }
  }
  const before = whole ? page.all : known(table)
  const total = whole ? page.total : before
  return { before, total, count: count(total, before, common(read.state, kindOf(id))) }
}

/** @param what all of them have in common. */
function count(total: number | null, all: number | null, what: string): string {
  if (total === null || all === null) return ''
  if (total === all) return grouped(total)
  return `${grouped(total)} of ${grouped(all)}${what === '' ? '' : ` with ${what}`}`
}

const sentences = (wrong: Readonly<Record<string, string>>) =>
  Object.entries(wrong).map(([name, text]) => ({ name, text }))
