/** A list whose rows stand for several that are alike: its columns, where each leads, what narrows it. Pure. */
import type { Groups, Kind, KubeObject } from '../kind.ts'
import { kindOf } from '../kinds.ts'
import type { Resource, TableRow } from '../kube.ts'
import type { Grouping } from '../live/groups.ts'
import type { Look } from '../live/window.ts'
import type { Column } from './columns.ts'
import { ownColumns, objectOf } from './kind-columns.ts'
import type { ListContext } from './list-context.ts'
import { nothing } from './list-filter.ts'
import { hash } from './list-table.ts'
import { narrowedBy, term } from './narrower.ts'
import type { ListState } from './query.ts'

/** How a kind's rows are put together; null where the address wants each of them, or the kind knows no way. */
export function groupsIn(
  { id }: Pick<Resource, 'id'>,
  { by }: Pick<ListState, 'by'>,
): Groups<KubeObject, Kind> | null {
  return by === undefined ? null : (kindOf(id)?.groups ?? null)
}

/** Of one group: its first column leads to those in it, and so does what stands for several objects. */
export function groupColumns(
  groups: Groups<KubeObject, Kind>,
  context: ListContext,
): readonly Column[] {
  return ownColumns(groups.kind, nothing, context).map((column, at) => {
    if (at > 0 && column.type !== 'reference') return column
    return {
      ...column,
      cell(row) {
        const cell = column.cell(row)
        const href = cell.href ?? membersOf(row, groups, context)
        return href === '' ? cell : { ...cell, href }
      },
    }
  })
}

/**
 * The list of those in a group: this one, narrowed; by a namespace only in its filter, as pages that follow
 * show the namespaces of `ns`. Empty where no filter can name them.
 */
function membersOf(row: TableRow, groups: Groups<KubeObject, Kind>, context: ListContext): string {
  const { urls, cluster, resource, query } = context
  const { namespace = query['ns'] } = row.meta
  const within = namespace === query['ns'] ? {} : { ns: String(namespace) }
  const named = { ...groups.terms(objectOf(row)), ...within }
  const terms = Object.entries(named).map(([field, is]) => term(field, is))
  if (terms.includes('')) return ''
  const q = narrowedBy(query['q'], terms)
  const own = { group: 'none', sort: groups.sort, cols: undefined, page: undefined }
  return urls.list(cluster, resource.id, { ...query, q, ...own })
}

/** @param look of the rows behind the groups. */
export function groupingOf(
  groups: Groups<KubeObject, Kind>,
  by: string,
  { within, matches }: Look<TableRow>,
): Grouping {
  return {
    member(row) {
      if (within?.(row) === false || matches?.(row) === false) return null
      const { times, first, last, ...member } = groups.member(objectOf(row), by)
      return {
        ...member,
        weight: times,
        first: Date.parse(first) || 0,
        last: Date.parse(last) || 0,
      }
    },
    row({ key, rows, about, weight: times, first, last }) {
      const [one, other] = [objectOf(first), objectOf(last)]
      const object = groups.whole({ rows, about, times, first: one, last: other }, by)
      const uid = hash(key) + hash(`${key} `)
      return { cells: [], meta: { ...object.metadata, uid }, object }
    },
    facets: (row) =>
      Object.entries(groups.kind.facets).flatMap(([field, values]) =>
        values(objectOf(row)).map((value) => JSON.stringify([field, value])),
      ),
  }
}
