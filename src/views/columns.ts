/** A printed table's columns: what each one is called, sorts by and shows. */
import type { Table, TableColumn, TableRow } from '../kube.ts'
import type { Value } from '../live/window.ts'
import type { Cell } from './cell.ts'
import { cells } from './column-cells.ts'
import { sortType, typeOf, type ColumnType } from './column-types.ts'
import type { ListContext } from './list-context.ts'
import { owner } from './owner.ts'

export interface Column {
  /** The title in lower case, other characters to `-`. */
  readonly id: string
  readonly title: string
  readonly help: string
  readonly type: ColumnType
  /** Shown unless columns are chosen. */
  readonly shown: boolean
  readonly text: (row: TableRow) => string
  readonly value: (row: TableRow) => Value
  readonly cell: (row: TableRow) => Cell
}

/** The server's columns, with namespace, node and owner where they help. @param spread over several namespaces */
export function columns(table: Table, context: ListContext, spread: boolean): readonly Column[] {
  const printed = table.columns.map((column, index) => fromTable(column, index, context, table))
  const at =
    Math.max(
      0,
      printed.findIndex(({ type, shown }) => type === 'name' && shown),
    ) + 1
  const extra: Column[] = []
  if (context.resource.namespaced && spread) extra.push(namespace(context))
  const owned = table.rows.some(({ meta }) => owner(meta) !== undefined)
  const all = [...printed.slice(0, at), ...extra, ...printed.slice(at)]
  return owned ? [...all, ownerColumn(context)] : all
}

function fromTable(column: TableColumn, index: number, context: ListContext, table: Table): Column {
  const type = typeOf(column, table.columns)
  const text = (row: TableRow) => print(row.cells[index])
  return {
    id: columnId(column.name),
    title: column.name,
    help: column.description,
    type,
    shown: column.priority === 0 || type === 'node',
    text,
    value: (row) => sortType(type).value(text(row), row, context.now),
    cell: (row) => cells[type](text(row), row, context),
  }
}

/** `Nominated Node` → `nominated-node`: what stands in `sort`, `cols` and filters. */
export function columnId(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

const print = (value: TableRow['cells'][number] | undefined): string =>
  value === null || value === undefined || value === '<none>' ? '' : String(value)

const namespaceOf = ({ meta }: TableRow) => meta.namespace ?? ''
const ownerOf = ({ meta }: TableRow) => owner(meta)?.name ?? ''

function namespace(context: ListContext): Column {
  return {
    id: 'namespace',
    title: 'Namespace',
    help: 'The namespace it lives in.',
    type: 'namespace',
    shown: true,
    text: namespaceOf,
    value: namespaceOf,
    cell: (row) => cells.namespace(namespaceOf(row), row, context),
  }
}

function ownerColumn(context: ListContext): Column {
  return {
    id: 'owner',
    title: 'Owner',
    help: 'The object that controls it.',
    type: 'owner',
    shown: true,
    text: ownerOf,
    value: (row) => ownerOf(row) || null,
    cell: (row) => cells.owner(ownerOf(row), row, context),
  }
}
