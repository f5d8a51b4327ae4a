/** A kind's own columns as a list shows, sorts and filters them. */
import type { Column as Told, Kind, KubeObject, Said } from '../kind.ts'
import type { Table, TableRow } from '../kube.ts'
import type { Value } from '../live/window.ts'
import type { Cell } from './cell.ts'
import { cells } from './column-cells.ts'
import { sortType } from './column-types.ts'
import { columnId, printed, type Column } from './columns.ts'
import type { ListContext } from './list-context.ts'
import { having } from './narrower.ts'
import { cellOf } from './said.ts'

/** The kind's columns, or the server's where it printed the rows. */
export function ownColumns(
  kind: Kind | undefined,
  table: Table,
  context: ListContext,
): readonly Column[] {
  const told = kind !== undefined && table.columns.length === 0
  return told ? kindColumns(kind, context) : printed(table, context)
}

function kindColumns(kind: Kind, context: ListContext): readonly Column[] {
  return kind.columns.map((column) => ({
    id: columnId(column.title),
    title: column.title,
    help: column.help,
    type: column.type,
    shown: column.wide !== true,
    line: column.line === true,
    text: (row) => textOf(column.cell(objectOf(row))),
    exact: (row) => column.cell(objectOf(row)).text,
    value: (row) => valueOf(column, row, context.now),
    cell: (row) => cellIn(kind, column, row, context),
    ...(['status', 'severity'].includes(column.type) && {
      tone: (row: TableRow) => column.cell(objectOf(row)).tone,
    }),
  }))
}

/** What a list is narrowed by leads to the list that it selects. */
function cellIn(kind: Kind, column: Told<KubeObject>, row: TableRow, context: ListContext): Cell {
  if (column.type === 'name') return cells.name('', row, context)
  const object = objectOf(row)
  const said = column.cell(object)
  if (column.type === 'node') return cells.node(said.text, row, context)
  const cell = cellOf(said, context)
  const { facet = '', among = kind.facets[facet] } = column
  const href = facet === '' ? '' : having(context, facet, among?.(object) ?? [])
  return href === '' ? cell : { ...cell, href }
}

/** A row that is printed where objects were asked for has its metadata. */
export const objectOf = ({ object, meta }: TableRow): KubeObject =>
  object ?? { apiVersion: '', kind: '', metadata: meta }

const textOf = ({ text, note = '' }: Said) => (note === '' ? text : `${text} ${note}`)

function valueOf(column: Told<KubeObject>, row: TableRow, now: Date): Value {
  const object = objectOf(row)
  if (column.value !== undefined) return column.value(object)
  const said = column.cell(object)
  if (said.time !== undefined) return since(said.time, now)
  return sortType(column.type).value(textOf(said), row, now)
}

/** Seconds. */
function since(time: string, now: Date): Value {
  const then = Date.parse(time)
  return Number.isNaN(then) ? null : (now.getTime() - then) / 1000
}
