/** A list's head and rows. */
import type { TableRow } from '../kube.ts'
import type { Row, RowCell } from './cell.ts'
import type { Column } from './columns.ts'
import type { ListContext } from './list-context.ts'
import { type ListState, writeList } from './query.ts'

export interface Head {
  readonly id: string
  readonly title: string
  readonly help: string
  readonly look: string
  readonly href: string
  /** `ascending`, `descending` or empty. */
  readonly sort: string
  readonly arrow: string
}

export function head(
  column: Column,
  state: ListState,
  { urls, cluster, resource }: ListContext,
): Head {
  const on = state.sort === column.id
  const descending = on && !state.descending
  return {
    id: column.id,
    title: column.title,
    help: column.help,
    look: lookOf(column),
    href: urls.list(cluster, resource.id, writeList(state, { sort: column.id, descending })),
    sort: on ? (state.descending ? 'descending' : 'ascending') : '',
    arrow: on ? (state.descending ? '↓' : '↑') : '',
  }
}

const looks = new WeakMap<Column, string>()

/** Class names: numbers to the right, machine names in mono, and what may hide on a narrow screen. */
export function lookOf(column: Column): string {
  const look = looks.get(column) ?? classes(column)
  looks.set(column, look)
  return look
}

function classes({ type, line, kept }: Column): string {
  const right = ['age', 'ago', 'duration', 'number', 'quantity', 'usage'].includes(type) ? 'r' : ''
  const first = ['name', 'status', 'severity', 'ready', 'age', 'ago', 'fraction'].includes(type)
  const narrow =
    line === true ? 'line' : first ? '' : kept === true && type !== 'namespace' ? 'own' : 'wide'
  return [`t-${type}`, right, narrow].filter((word) => word !== '').join(' ')
}

/**
 * One row, the same on the page and in a stream. Without a name column the first cell leads to the object.
 * Its cells are drawn when somebody prints them: of a window that is compared with the one before few are.
 */
export function rowOf(
  row: TableRow,
  shown: readonly Column[],
  context: ListContext,
  box = false,
): Row {
  const own = row.meta.resourceVersion ?? hash(JSON.stringify(row.cells))
  /* What is measured changes without the object. */
  const used = shown.filter(({ type }) => type === 'usage').map(({ text }) => text(row))
  const mark = used.length === 0 ? own : [own, context.usage?.state, ...used].join(' ')
  return {
    id: `row-${row.meta.uid ?? hash(key(row))}`,
    key: key(row),
    mark,
    box,
    get cells() {
      return cellsOf(row, shown, context)
    },
  }
}

/** Characters from which on a name may have two lines. */
const longName = 36

function cellsOf(
  row: TableRow,
  shown: readonly Column[],
  context: ListContext,
): readonly RowCell[] {
  const first = shown.some(({ type }) => type === 'name') ? null : shown[0]
  const leaves = row.meta.deletionTimestamp !== undefined && !shown.some(isStatus)
  return shown.map((column) => {
    const href = column === first ? { href: hrefOf(row, context) } : {}
    const cell = column.cell(row)
    const long = column.type === 'name' && cell.text.length > longName ? ' long' : ''
    const note = leaves && column.type === 'name' ? leaving : {}
    return { ...href, ...cell, ...note, col: column.id, look: lookOf(column) + long }
  })
}

/** Where no status says so. */
const leaving = { note: 'being deleted' }
const isStatus = ({ type }: Column): boolean => type === 'status'

function hrefOf({ meta }: TableRow, { urls, cluster, resource }: ListContext): string {
  return urls.object(cluster, {
    resource: resource.id,
    namespace: meta.namespace ?? null,
    name: meta.name,
  })
}

/** FNV-1a, for rows of aggregated APIs that have no uid. */
export function hash(text: string): string {
  let sum = 0x811c9dc5
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return (sum >>> 0).toString(16)
}

/** `NAMESPACE/NAME`: what rows are ordered and found by. */
export const key = ({ meta }: TableRow) => `${meta.namespace ?? '-'}/${meta.name}`
