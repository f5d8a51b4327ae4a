/** A printed table's columns: what each one is called, sorts by and shows. */
import type { Table, TableColumn, TableRow } from '../kube.ts'
import type { Value } from '../live/window.ts'
import type { Cell, Tone } from './cell.ts'
import { cells } from './column-cells.ts'
import { sortType, typeOf, wanted, type ColumnType } from './column-types.ts'
import type { ListContext } from './list-context.ts'
import { owner } from './owner.ts'
import { leads } from './printed-links.ts'
import { readiness } from './tone.ts'

export interface Column {
  /** The title in lower case, other characters to `-`. */
  readonly id: string
  readonly title: string
  readonly help: string
  readonly type: ColumnType
  /** Shown unless columns are chosen. */
  readonly shown: boolean
  /** On a narrow screen it has a line of its own. */
  readonly line?: boolean
  /** Shown on a narrow screen too: it was asked for, or sorts the rows. */
  readonly kept?: boolean
  readonly text: (row: TableRow) => string
  /** What it may be compared with, where its type has no better example. */
  readonly like?: string
  /** The text without what is said beside it. */
  readonly exact?: (row: TableRow) => string
  readonly value: (row: TableRow) => Value
  readonly cell: (row: TableRow) => Cell
  /** The cell's, where it can be had for less. */
  readonly tone?: (row: TableRow) => Tone | undefined
}

/** What a row is like by one of its columns. */
export const toneOf = (column: Column, row: TableRow): Tone | undefined =>
  column.tone === undefined ? column.cell(row).tone : column.tone(row)

/** The server's columns. */
export function printed(table: Table, context: ListContext): readonly Column[] {
  const taken = new Set(['namespace', 'owner'])
  return table.columns.map((column, index) => fromTable(column, index, context, table, taken))
}

/**
 * A resource's own columns, and namespace and owner where it has such.
 * @param spread over several namespaces
 */
export function columns(
  own: readonly Column[],
  { rows, owned = rows.some(hasOwner) }: Pick<Table, 'rows' | 'owned'>,
  context: ListContext,
  spread: boolean,
): readonly Column[] {
  const where = context.resource.namespaced ? [namespace(context, spread)] : []
  const named = own.findIndex(({ type, shown }) => type === 'name' && shown)
  const after = Math.max(0, named) + 1
  return [...own.slice(0, after), ...where, ...own.slice(after), ownerColumn(context, owned)]
}

const hasOwner = ({ meta }: TableRow) => owner(meta) !== undefined

function fromTable(
  column: TableColumn,
  index: number,
  context: ListContext,
  table: Table,
  taken: Set<string>,
): Column {
  const type = typeOf(column, table.columns)
  const id = unique(columnId(column.name), taken)
  const text = (row: TableRow) => print(row.cells[index])
  const to = leads(column, id, table, context)
  const cell = (row: TableRow): Cell =>
    type === 'ready' && column.type === 'integer'
      ? reached(text(row), print(row.cells[wanted(table.columns)]))
      : cells[type](text(row), row, context)
  return {
    id,
    title: column.name,
    help: firstSentence(column.description),
    type,
    shown: column.priority === 0 || type === 'node',
    text,
    value: (row) => sortType(type).value(text(row), row, context.now),
    cell: (row) => led(cell(row), to(text(row), row)),
  }
}

const led = (cell: Cell, href: string): Cell => (href === '' ? cell : { ...cell, href })

/** `2` of the `3` that stand in another column. */
function reached(ready: string, of: string): Cell {
  const tone = readiness(`${ready}/${of}`)
  return tone === null ? { text: ready } : { text: ready, tone }
}

/** `Nominated Node` → `nominated-node`: what stands in `sort`, `cols` and filters; no `-` in front, which sorts downward. */
export function columnId(title: string): string {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '') || 'column'
  )
}

/** A second column of the same name gets `-2`. */
function unique(id: string, taken: Set<string>): string {
  let free = id
  for (let count = 2; taken.has(free); count += 1) free = `${id}-${count}`
  taken.add(free)
  return free
}

/** The API's descriptions are essays; a tooltip is a sentence. */
function firstSentence(text: string): string {
  const sentence = /^[^.\n]{1,160}/.exec(text)?.[0] ?? ''
  return sentence.length < text.length && sentence.length === 160 ? `${sentence}…` : sentence
}

const print = (value: TableRow['cells'][number] | undefined): string =>
  value === null || value === undefined || value === '<none>' ? '' : String(value)

const namespaceOf = ({ meta }: TableRow) => meta.namespace ?? ''
const ownerOf = ({ meta }: TableRow) => owner(meta)?.name ?? ''

function namespace(context: ListContext, shown: boolean): Column {
  return {
    id: 'namespace',
    title: 'Namespace',
    help: 'The namespace it lives in.',
    type: 'namespace',
    shown,
    text: namespaceOf,
    value: namespaceOf,
    cell: (row) => cells.namespace(namespaceOf(row), row, context),
  }
}

function ownerColumn(context: ListContext, shown: boolean): Column {
  return {
    id: 'owner',
    title: 'Owner',
    help: 'The object that controls it.',
    type: 'owner',
    shown,
    text: ownerOf,
    value: (row) => ownerOf(row) || null,
    cell: (row) => cells.owner(ownerOf(row), row, context),
  }
}
