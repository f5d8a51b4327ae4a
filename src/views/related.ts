/** Objects that belong to another: the block that stands for them, and the rows it is filled with. Pure. */
import { asking } from '../urls.ts'
import { kindOf } from '../kinds.ts'
import type { KubeObject, Relation, Tone } from '../kind.ts'
import type { Resource, Table, TableRow } from '../kube.ts'
import type { Block, FieldRow } from './blocks.ts'
import type { Row } from './cell.ts'
import { type Column, columns, toneOf } from './columns.ts'
import { objectOf, ownColumns } from './kind-columns.ts'
import type { ListContext } from './list-context.ts'
import { type Head, key, lookOf, rowOf } from './list-table.ts'
import { bytes } from '../live/window.ts'
import { type Here, type PartAddress, type ProblemBox, problemBoxes } from './problems.ts'
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
  /** What they say is wrong with the object. */
  readonly problems: readonly ProblemBox[]
  /** The id of the element where that stands on the object's page; empty where they are not asked. */
  readonly told: string
}

/** One relation of one object. */
export interface Belonging {
  readonly relation: Relation<KubeObject>
  readonly object: KubeObject
  /** Theirs. */
  readonly resource: Resource
}

/** Nothing where the object has none of them, or the cluster serves none. */
export function relatedBlock(
  relation: Relation<KubeObject>,
  object: KubeObject,
  around: Around,
  part: PartAddress,
): readonly Block[] {
  if (!has(relation, object, around)) return []
  const { id, title } = relation
  const at = part(`parts/${id}`)
  return [{ block: 'related', title, id: `part-${id}`, part: at, page: asking(at, 'whole=') }]
}

const has = (relation: Relation<KubeObject>, object: KubeObject, { discovery }: Around) =>
  relation.which(object) !== null && discovery.get(relation.resource) !== undefined

const toldId = ({ id, problems }: Relation<KubeObject>) =>
  problems === undefined ? '' : `told-${id}`

/** Ids of the elements where what belongs to the object says what is wrong with it. */
export function toldPlaces(
  relations: readonly Relation<KubeObject>[],
  object: KubeObject,
  around: Around,
): readonly string[] {
  return relations
    .filter((each) => has(each, object, around))
    .map(toldId)
    .filter((id) => id !== '')
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

/** @param table what was read of the relation's list. @param here the object. */
export function relatedRows(
  { relation, object, resource }: Belonging,
  table: Table,
  around: Around,
  here: Here,
): RelatedRows {
  const context: ListContext = { ...around, resource, query: {} }
  const keep = relation.keep?.(object)
  const kept = keep === undefined ? table.rows : table.rows.filter((row) => keep(objectOf(row)))
  const shown = shownOf(relation, object, table, context)
  const rows = ordered(kept, shown, relation)
  const problems =
    relation.problems?.(object, kept.map(objectOf), around.now, table.continue === null) ?? []
  return {
    title: relation.title,
    resource: resource.id,
    total: kept.length,
    sums: sums(relation, object, kept, table, around),
    heads: shown.map((column) => ({ id: column.id, title: column.title, look: lookOf(column) })),
    rows: rows.slice(0, most.rows).map((row) => rowOf(row, shown, context)),
    note: note(relation, kept.length, table),
    list: keep === undefined ? listOf(relation, object, around) : '',
    problems: problemBoxes(problems, around, here),
    told: toldId(relation),
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

function shownOf(
  relation: Relation<KubeObject>,
  object: KubeObject,
  table: Table,
  context: ListContext,
): readonly Column[] {
  const own = ownColumns(kindOf(context.resource.id), table, context)
  const spread = relation.which(object)?.namespace === null
  const all = columns(own, { rows: [] }, context, spread)
  const { columns: wanted } = relation
  if (wanted === undefined) return all.filter(({ shown: is }) => is).slice(0, most.columns + 1)
  return wanted.flatMap((title) => all.find((column) => column.title === title) ?? [])
}

function ordered(
  rows: readonly TableRow[],
  shown: readonly Column[],
  { order }: Relation<KubeObject>,
): readonly TableRow[] {
  const status = shown.find(({ type }) => type === 'status' || type === 'ready')
  const rank = (row: TableRow) =>
    order === undefined ? ranks[(status && toneOf(status, row)) ?? 'idle'] : -order(objectOf(row))
  return rows.toSorted((a, b) => rank(a) - rank(b) || bytes(key(a), key(b)))
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
