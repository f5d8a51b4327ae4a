/** One line of a watch as a value: a row, a bookmark, or an error told inside the stream. */
import { fromJson, record } from '../json.ts'
import { withoutManaged } from '../managed.ts'
import type { ObjectMeta } from '../object.ts'
import { tableOf } from '../print.ts'
import type { ListJson } from '../print.ts'
import type { Reads } from '../project.ts'
import type { Resource } from '../resource.ts'
import type { TableColumn, TableRow } from '../table.ts'
import type { Paths } from '../values.ts'

export type Event =
  | { readonly type: 'set' | 'gone'; readonly row: TableRow; readonly version: string }
  /** `end`: the rows that were there at first are all said. */
  | { readonly type: 'bookmark'; readonly version: string; readonly end: boolean }
  /** Fields of a meta.k8s.io/v1 Status. */
  | {
      readonly type: 'error'
      readonly code: number
      readonly message: string
      readonly retryAfter: number | null
    }

/** What a line says. Columns are told on the first line only, even if it is a bookmark. */
export interface Said {
  readonly event: Event
  readonly columns: readonly TableColumn[] | null
}

/** Throws `SyntaxError` for what is no event; an unknown type of event is one. */
export function eventOf(
  line: Buffer,
  resource: Resource,
  columns: readonly TableColumn[] | null,
  reads?: Reads,
  paths?: Paths,
): Said {
  const text = line.toString('utf8')
  // Columns of JSONPaths may read them.
  const { type, object } = read((paths ?? []).length > 0 ? text : withoutManaged(text))
  if (type === 'error') return { event: errorOf(object), columns: null }
  const table = printed(resource, object, columns, reads, paths)
  const [row] = table.rows
  const version = versionOf(object, row?.meta)
  const told = table.columns.length > 0 ? table.columns : null
  if (type === 'bookmark') {
    return { event: { type, version, end: ends(object) }, columns: told }
  }
  if (row === undefined) throw new SyntaxError('an event without its row')
  return { event: { type, row, version }, columns: told }
}

function read(line: string): { type: Event['type']; object: Fields } {
  const said = record(fromJson<unknown>(line))
  const object = record(said?.['object'])
  const word = said?.['type']
  const type = typeof word === 'string' ? types[word] : undefined
  if (type === undefined || object === null) throw new SyntaxError('it is no event')
  return { type, object }
}

const types: Readonly<Record<string, Event['type']>> = {
  ADDED: 'set',
  MODIFIED: 'set',
  DELETED: 'gone',
  BOOKMARK: 'bookmark',
  ERROR: 'error',
}

/** A bookmark says by an annotation that the rows which were there at first are all said. */
function ends(object: Fields): boolean {
  const rows: unknown = object['rows']
  const first = Array.isArray(rows) ? record(record(rows[0])?.['object']) : object
  const marks = record(record(first?.['metadata'])?.['annotations'])
  return marks?.['k8s.io/initial-events-end'] === 'true'
}

/** A table of one row. A bookmark's row is false: it has a version and annotations, no name. */
function printed(
  resource: Resource,
  object: Fields,
  known: readonly TableColumn[] | null,
  reads?: Reads,
  paths?: Paths,
) {
  if (object['kind'] !== 'Table')
    return tableOf(resource, { items: [object] }, Date.now(), reads, paths)
  const table: ListJson = object
  const columnDefinitions = table.columnDefinitions ?? known ?? []
  return tableOf(resource, { ...table, columnDefinitions }, Date.now(), reads, paths)
}

type Fields = Readonly<Record<string, unknown>>

// An event's table has its object's version since 1.16; the object always has its own.
function versionOf(object: Fields, meta: ObjectMeta | undefined): string {
  const own = record(object['metadata'])?.['resourceVersion']
  return meta?.resourceVersion ?? (typeof own === 'string' ? own : '')
}

function errorOf(status: Fields): Event {
  const { code, message } = status
  const seconds = record(status['details'])?.['retryAfterSeconds']
  return {
    type: 'error',
    code: typeof code === 'number' ? code : 0,
    message: typeof message === 'string' ? message : 'the watch broke without a word',
    retryAfter: typeof seconds === 'number' && seconds > 0 ? seconds : null,
  }
}
