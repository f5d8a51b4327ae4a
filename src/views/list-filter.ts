/** Which rows the filter box and the status of a list's address let through. Pure. */
import { type Field, filter as readFilter, type Filterable, told } from '../live/filter.ts'
import type { Kind } from '../kind.ts'
import { kindOf } from '../kinds.ts'
import type { Resource, TableRow } from '../kube.ts'
import { type Column, columns, toneOf as toneOfRow } from './columns.ts'
import { sortType } from './column-types.ts'
import { labelField, labelsField } from './filter-labels.ts'
import { objectOf, ownColumns } from './kind-columns.ts'
import type { ListContext } from './list-context.ts'
import { key } from './list-table.ts'
import { isStatus, type ListState, type Status, toneOf } from './query.ts'

export const noStatus = 'these have no status here.'

export const statusColumn = (all: readonly Column[]): Column | undefined =>
  ['status', 'ready', 'severity']
    .map((of) => all.find(({ type }) => type === of))
    .find((column) => column !== undefined)

/** Without a status column nothing is filtered by one: the page says so. */
const ofStatus =
  (word: Status, status: Column | undefined) =>
  (row: TableRow): boolean =>
    status === undefined || toneOfRow(status, row) === toneOf(word)

/**
 * What a filter may name: the columns, what the kind knows beside them, labels.
 * @param every also the columns that the address makes: of annotations those that are read for one.
 */
export function fields(
  all: readonly Column[],
  { now, resource }: ListContext,
  kind: Kind | undefined,
  every: readonly Column[] = [],
): Filterable<TableRow> {
  const status = statusColumn(all)
  const field = (column: Column) => {
    const type = sortType(column.type)
    const like = column.like ?? type.like
    return {
      text: column.text,
      ...(column.exact !== undefined && { exact: column.exact }),
      ...(isDated(column) && { shown: (row: TableRow) => column.cell(row).text }),
      value: column.value,
      read: (typed: string) => type.read(typed, now),
      ...(like !== undefined && { like }),
      lettered: type.lettered === true,
    }
  }
  const named = new Map<string, Field<TableRow> | string>([
    ...facets(kind),
    ...all.map((column) => [column.id, field(column)] as const),
    ['label', labelsField],
    ['annotation', unread],
  ])
  const namespace = named.get('namespace')
  if (namespace !== undefined && !named.has('ns')) named.set('ns', namespace)
  const word = (typed: string) => (isStatus(typed) ? ofStatus(typed, status) : null)
  named.set('status', status === undefined ? noStatus : { ...field(status), word, anyCase: true })
  const annotation = (of: string) => {
    const column = every.find(({ id }) => id === `annotation:${of}`)
    return column === undefined ? unread : field(column)
  }
  const keyed = new Map<string, (key: string) => Field<TableRow> | string>([
    ['label', labelField],
    ['annotation', annotation],
  ])
  return { ...words(kind), fields: named, keyed, ...beyond(all, kind, resource) }
}

/** What bare words are looked for in. */
function words(kind: Kind | undefined): Pick<Filterable<TableRow>, 'text' | 'where'> {
  const own = kind?.words
  if (own === undefined) return { text: key }
  const text = (row: TableRow) => `${key(row)}\n${own.of(objectOf(row))}`
  return { text, where: `namespace, name, ${own.in}` }
}

/** Names of roles and their bindings, and of OpenShift's identities; all others are those of domains. */
const mayHoldColons = ({ group }: Resource) =>
  group === 'rbac.authorization.k8s.io' || group.endsWith('openshift.io')

/** Images, addresses with ports: what a row shows as text, and what its kind knows beside. */
function beyond(
  all: readonly Column[],
  kind: Kind | undefined,
  resource: Resource,
): Pick<Filterable<TableRow>, 'beyond'> {
  if (mayHoldColons(resource)) return {}
  const texts = [
    ...all.filter(({ type }) => type === 'text').map(({ text }) => text),
    ...facets(kind).map(([, { text }]) => text),
  ]
  return { beyond: (row) => texts.map((text) => text(row)).join('\n') }
}

const unread =
  'An annotation is read where it is a column: choose annotation:KEY among the columns first. Labels always are: label:KEY=value.'

/** Its text is of another moment than its cell. */
const isDated = ({ type }: Column) => type === 'age' || type === 'ago'

/** What a kind knows of an object beside its columns. */
function facets(kind: Kind | undefined): readonly (readonly [string, Field<TableRow>])[] {
  return Object.entries(kind?.facets ?? {}).map(([name, values]) => {
    const text = (row: TableRow) => values(objectOf(row)).join('\n')
    return [name, { text, value: (row) => text(row) || null, read: (typed) => typed || null }]
  })
}

/** The same of a kind's own objects, without a list around them. @returns with what could not be understood. */
export function passing(
  { q, status: word }: Pick<ListState, 'q' | 'status'>,
  context: ListContext,
): { readonly passes: (row: TableRow) => boolean; readonly wrong: readonly string[] } {
  const kind = kindOf(context.resource.id)
  const all = columns(ownColumns(kind, nothing, context), nothing, context, true)
  const { matches, wrong } = readFilter(q, fields(all, context, kind), context.engine)
  const status = word === null ? () => true : ofStatus(word, statusColumn(all))
  return { wrong: wrong.map(told), passes: (row) => matches(row) && status(row) }
}

/** A table before anything was read, or of what may not be. */
export const nothing = {
  columns: [],
  rows: [],
  version: '',
  continue: null,
  remaining: 0,
  warnings: [],
}
