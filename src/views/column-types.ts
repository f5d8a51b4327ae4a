/** A column's type: fixed by its name and declared type, never by what its cells happen to parse as. */
import type { TableColumn, TableRow } from '../kube.ts'
import type { Value } from '../live/window.ts'
import { fraction, quantity, seconds } from './duration.ts'

export type ColumnType =
  | 'name'
  | 'namespace'
  | 'node'
  | 'owner'
  | 'reference'
  | 'age'
  | 'ago'
  | 'duration'
  | 'number'
  | 'fraction'
  | 'ready'
  | 'quantity'
  /** Of what is measured now. */
  | 'usage'
  | 'status'
  | 'severity'
  | 'text'
  /** Of a JSONPath: numbers are compared as such, all else as text. */
  | 'path'

const byTitle: ReadonlyMap<string, ColumnType> = new Map([
  ['age', 'age'],
  ['last seen', 'ago'],
  ['first seen', 'ago'],
  ['last schedule', 'ago'],
  ['duration', 'duration'],
  ['restarts', 'number'],
  ['up-to-date', 'number'],
  ['minpods', 'number'],
  ['maxpods', 'number'],
  ['replicas', 'number'],
  ['data', 'number'],
  ['secrets', 'number'],
  ['ready', 'ready'],
  ['completions', 'fraction'],
  ['capacity', 'quantity'],
  ['requests', 'quantity'],
  ['node', 'node'],
  ['object', 'reference'],
  ['reference', 'reference'],
  ['status', 'status'],
  ['phase', 'status'],
  ['state', 'status'],
  ['health', 'status'],
  ['condition', 'status'],
  ['health status', 'status'],
  ['sync status', 'status'],
] as const)

/**
 * @param all the table's columns: `Ready` stands for the status where no other column is one, and
 *   `Available` counts beside `Up-to-date`, else it says yes or no.
 */
export function typeOf(column: TableColumn, all: readonly TableColumn[]): ColumnType {
  if (column.format === 'name') return 'name'
  const title = column.name.toLowerCase()
  const beside = (name: string) => all.some((each) => each.name.toLowerCase() === name)
  if (title === 'type' && beside('reason')) return 'severity'
  if (title === 'available') return beside('up-to-date') ? 'number' : 'status'
  const known = byTitle.get(title) ?? 'text'
  if (known === 'ready') return ready(column, all)
  return loose.has(known) ? (declared(column.type) ?? known) : known
}

/** Types that a column's own declaration may make more exact. */
const loose: ReadonlySet<ColumnType> = new Set(['number', 'text'])

/** `1/2` or True; a bare number is one only beside the number that is wanted. */
function ready(column: TableColumn, all: readonly TableColumn[]): ColumnType {
  if (all.some((each) => byTitle.get(each.name.toLowerCase()) === 'status')) return 'fraction'
  if (declared(column.type) !== 'number') return 'ready'
  return wanted(all) < 0 ? 'number' : 'ready'
}

/** Where the number stands that a bare `Ready` is to reach; -1 for nowhere. */
export function wanted(all: readonly TableColumn[]): number {
  return all.findIndex(({ name }) => name === 'Desired')
}

function declared(type: string): ColumnType | null {
  if (type === 'integer' || type === 'number') return 'number'
  return type === 'date' ? 'ago' : null
}

/** How a type sorts its cells and reads what a person compares them with. */
export interface SortType {
  readonly value: (text: string, row: TableRow, now: Date) => Value
  readonly read: (typed: string, now: Date) => Value
  /** What can be read, where it is no text. */
  readonly like?: string
  /** Two that come to the same need not be the same. */
  readonly lettered?: boolean
}

const number = (text: string): Value => {
  const word = /^[+-]?\d+(?:\.\d+)?/.exec(text.trim())?.[0]
  return word === undefined ? null : Number(word)
}
const plain: SortType = { value: (text) => text || null, read: (typed) => typed || null }
const span: SortType = { value: seconds, read: seconds, like: '1h' }
/** The whole of it: `5x` is no number to compare with. */
const typedNumber = (typed: string): Value =>
  /^[+-]?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : null

const sorts: Partial<Readonly<Record<ColumnType, SortType>>> = {
  age: {
    value: (_text, { meta }, now) => since(meta.creationTimestamp, now),
    read: seconds,
    like: '1h',
  },
  ago: span,
  duration: span,
  number: { value: number, read: typedNumber, like: '5' },
  fraction: { value: fraction, read: fraction, like: '1/2', lettered: true },
  ready: {
    value: (text) => fraction(text) ?? number(text) ?? (text || null),
    read: fraction,
    like: '1/2',
    lettered: true,
  },
  quantity: { value: quantity, read: quantity, like: '500Mi' },
  usage: { value: quantity, read: quantity, like: '500Mi' },
}

export function sortType(type: ColumnType): SortType {
  return sorts[type] ?? plain
}

function since(instant: string | null | undefined, now: Date): number | null {
  const then = Date.parse(instant ?? '')
  return Number.isNaN(then) ? null : (now.getTime() - then) / 1000
}
