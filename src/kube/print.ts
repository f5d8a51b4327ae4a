/** Reads a list answer as a Table: rows of objects where it was asked for such; what is no Table is printed here, with name and age. */
import { written } from '../json.ts'
import { as } from './json.ts'
import { hideCopies, hideSecrets } from './secrets.ts'
import type { KubeObject, ObjectMeta } from './object.ts'
import { objectRow } from './project.ts'
import type { Reads } from './project.ts'
import type { Resource } from './resource.ts'
import type { Table, TableColumn, TableRow } from './table.ts'
import { type Paths, withValues } from './values.ts'

/** What asks for a Table; a server without Tables answers plainly. */
const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/** What asks for rows: objects where their fields are read, else a Table. */
export const accepts = (reads: Reads | undefined): string =>
  reads === undefined ? tableAccept : 'application/json'

type Page = Omit<Table, 'warnings'>

interface ListMeta {
  readonly resourceVersion?: string
  readonly continue?: string
  readonly remainingItemCount?: number
}

/** Either a meta.k8s.io/v1 Table or any list: an aggregated API need not know Tables. */
export interface ListJson {
  readonly kind?: string
  readonly apiVersion?: string
  readonly metadata?: ListMeta
  readonly columnDefinitions?: readonly TableColumn[]
  readonly rows?: readonly RowJson[] | null
  readonly items?: readonly { readonly metadata?: ObjectMeta }[] | null
}

interface RowJson {
  readonly cells: TableRow['cells']
  readonly object?: { readonly metadata?: ObjectMeta } | null
}

/** One page. `now` in milliseconds is for the ages of a list that is printed here. */
export function tableOf(
  resource: Resource,
  list: ListJson,
  now: number,
  reads?: Reads,
  paths?: Paths,
): Page {
  const position = positionOf(list)
  if (reads !== undefined && list.kind !== 'Table')
    return { columns: [], rows: objectRows(resource, list, reads, paths), ...position }
  if (list.kind !== 'Table') {
    const rows = (list.items ?? []).map((item) =>
      withValues(printed(resource, item.metadata, now), item, resource, paths),
    )
    return { columns: plainColumns, rows, ...position }
  }
  const columns = list.columnDefinitions ?? []
  const named = columns.findIndex(({ format }) => format === 'name')
  const rows = (list.rows ?? []).map((row) =>
    withValues(rowOf(resource, row, columns.length, named), row.object ?? {}, resource, paths),
  )
  return { columns, rows, ...position }
}

/** Where a page stands in its list. No continue token: nothing remains. */
export function positionOf(list: ListJson): Pick<Table, 'version' | 'continue' | 'remaining'> {
  const { resourceVersion = '', continue: next = '', remainingItemCount } = list.metadata ?? {}
  const last = next === ''
  return {
    version: resourceVersion,
    continue: last ? null : next,
    remaining: last ? 0 : (remainingItemCount ?? null),
  }
}

/** What the house keeps of metadata: no managedFields, most of its bytes, and nothing of a Secret's values. */
export function kept(resource: Resource, meta: ObjectMeta): ObjectMeta {
  const rest = { ...meta } as ObjectMeta & { managedFields?: unknown }
  delete rest.managedFields
  return resource.id === 'secrets' ? hideCopies(rest) : rest
}

/** What each item of a list is: built-in kinds say it of the list only. */
export function kindOf({ kind = '', apiVersion = 'v1' }: ListJson, resource: Resource) {
  return { apiVersion, kind: kind.replace(/List$/, '') || resource.kind }
}

/** Items of a list are without kind and version: the list has them. */
function objectRows(
  resource: Resource,
  list: ListJson,
  reads: Reads,
  paths: Paths | undefined,
): readonly TableRow[] {
  const of = kindOf(list, resource)
  return (list.items ?? []).map((item) => {
    const whole = as<KubeObject>({ ...of, ...item })
    return withValues(objectRow(hideSecrets(whole, resource.id), reads), whole, resource, paths)
  })
}

function rowOf(resource: Resource, row: RowJson, width: number, named: number): TableRow {
  const meta = row.object?.metadata ?? { name: String(row.cells[Math.max(0, named)] ?? '') }
  // Seen on 1.37: ipaddresses.networking.k8s.io has three cells under two columns.
  const cells = Array.from({ length: width }, (_, at) => cellOf(row.cells[at]))
  return { cells, meta: kept(resource, meta) }
}

// A CRD's column may hold a list or an object; Go's own print of it is JSON too.
function cellOf(cell: unknown): TableRow['cells'][number] {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell
  return written(cell)
}

const plainColumns: readonly TableColumn[] = [
  { name: 'Name', type: 'string', format: 'name', description: 'The object’s name.', priority: 0 },
  { name: 'Age', type: 'date', format: '', description: 'Time since its creation.', priority: 0 },
]

function printed(resource: Resource, meta: ObjectMeta | undefined, now: number): TableRow {
  const known = meta ?? { name: '' }
  return { cells: [known.name, age(known, now)], meta: kept(resource, known) }
}

function age(meta: ObjectMeta, now: number): string {
  const born = Date.parse(meta.creationTimestamp ?? '')
  if (Number.isNaN(born)) return '<unknown>'
  const seconds = Math.max(0, Math.floor((now - born) / 1000))
  if (seconds < 120) return `${seconds}s`
  if (seconds < 3 * 3600) return `${Math.floor(seconds / 60)}m`
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)}h`
  return `${Math.floor(seconds / 86_400)}d`
}
