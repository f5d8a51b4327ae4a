/** Objects that belong to another: the block that stands for them, and the rows it is filled with. Pure. */
import { kindOf } from '../kinds.ts'
import type { KubeObject, Relation, Tone } from '../kind.ts'
import type { Resource, Table, TableRow } from '../kube.ts'
import type { Block, FieldRow } from './blocks.ts'
import type { Row } from './cell.ts'
import { columns, toneOf } from './columns.ts'
import { objectOf, ownColumns } from './kind-columns.ts'
import type { ListContext } from './list-context.ts'
import { type Head, key, rowOf } from './list-table.ts'
import { bytes } from '../live/window.ts'
import { type Around, cellOf } from './said.ts'
import { grouped } from './words.ts'

export interface RelatedRows {
  readonly title: string
  readonly resource: string
  readonly total: number
  /** What all of them come to. */
  readonly sums: readonly FieldRow[]
  readonly heads: readonly Pick<Head, 'id' | 'title' | 'look'>[]
  readonly rows: readonly Row[]
  /** That there are none, or more than these. */
  readonly note: string
  /** Where all of them stand; empty where no list is just these. */
  readonly list: string
}

/** Nothing where the object has none of them, or the cluster serves none. */
export function relatedBlock(
  relation: Relation<KubeObject>,
  object: KubeObject,
  around: Around,
  part: (name: string) => string,
): readonly Block[] {
  const which = relation.which(object)
  if (which === null || around.discovery.get(relation.resource) === undefined) return []
  const { id, title } = relation
  const at = part(`parts/${id}`)
  return [{ block: 'related', title, id: `part-${id}`, part: at, page: `${at}?whole=` }]
}

function listOf(
  { resource, which }: Relation<KubeObject>,
  object: KubeObject,
  { urls, cluster }: Around,
): string {
  const { namespace = null, labels, fields } = which(object) ?? {}
  return urls.list(cluster, resource, { ns: namespace ?? undefined, l: labels, fs: fields })
}

/** Rows that are shown; columns beside the name. */
const most = { rows: 25, columns: 6 }

/** @param table what was read of the relation's list. */
export function relatedRows(
  relation: Relation<KubeObject>,
  object: KubeObject,
  table: Table,
  resource: Resource,
  around: Around,
): RelatedRows {
  const context: ListContext = { ...around, resource, query: {} }
  const keep = relation.keep?.(object)
  const kept = keep === undefined ? table.rows : table.rows.filter((row) => keep(objectOf(row)))
  const own = ownColumns(kindOf(resource.id), table, context)
  const spread = relation.which(object)?.namespace === null
  const shown = columns(own, [], context, spread)
    .filter(({ shown: is }) => is)
    .slice(0, most.columns + 1)
  const status = shown.find(({ type }) => type === 'status' || type === 'ready')
  const rank = (row: TableRow) => ranks[(status && toneOf(status, row)) ?? 'idle']
  const rows = kept.toSorted((a, b) => rank(a) - rank(b) || bytes(key(a), key(b)))
  return {
    title: relation.title,
    resource: resource.id,
    total: kept.length,
    sums: sums(relation, object, kept, table, around),
    heads: shown.map(({ id, title, type }) => ({ id, title, look: `t-${type}` })),
    rows: rows.slice(0, most.rows).map((row) => rowOf(row, shown, context)),
    note: note(relation, kept.length, table),
    list: keep === undefined ? listOf(relation, object, around) : '',
  }
}

function sums(
  { sum }: Relation<KubeObject>,
  object: KubeObject,
  kept: readonly TableRow[],
  table: Table,
  around: Around,
): readonly FieldRow[] {
  if (sum === undefined || table.continue !== null) return []
  return sum(object, kept.map(objectOf)).map(({ label, values }) => ({
    label,
    cells: values.map((value) => cellOf(value, around)),
  }))
}

/** What is wrong is seen first. */
const ranks: Readonly<Record<Tone, number>> = { bad: 0, warn: 1, busy: 2, ok: 3, idle: 4 }

function note(
  { none }: Relation<KubeObject>,
  kept: number,
  { continue: more, rows }: Table,
): string {
  const looked = more === null ? '' : `Only the first ${grouped(rows.length)} were looked at.`
  if (kept === 0) return [none, looked].filter((text) => text !== '').join(' ')
  const rest = kept - most.rows
  return [rest > 0 ? `and ${grouped(rest)} more` : '', looked]
    .filter((text) => text !== '')
    .join('. ')
}
