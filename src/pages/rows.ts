/** The rows that a list needs, read anew for each request: its beginning where that is enough, else all of them. */
import type { Full } from '../errors.ts'
import type { Collection } from '../live/collection.ts'
import type { Kube, ListQuery, Resource, Table } from '../kube.ts'
import type { ListState } from '../views/query.ts'
import { pathsOf } from '../views/chosen-columns.ts'
import { isRefused } from './reach.ts'
import { readsOf } from './reads.ts'

export interface Rows {
  readonly table: Table
  /** False: the beginning of the server's order, up to the page that was asked for. */
  readonly whole: boolean
  /** What keeps them by a watch: they were not read for this request. */
  readonly kept?: readonly Collection[]
  /** How many were read of all that are needed: the page's stream brings them. `table` is its beginning only. */
  readonly reading?: number
  /** There are more than may be kept: they are neither sorted nor filtered. `table` is their beginning only. */
  readonly full?: Full
  /** Namespaces of several in which the person may not list. */
  readonly refused: readonly string[]
  /** Nothing of it may be said before this says so: the API server is being asked. */
  readonly allowed?: Promise<boolean>
}

/** @throws KubeError 400 for selectors that the API server does not take. */
export async function rows(kube: Kube, resource: Resource, state: ListState): Promise<Rows> {
  const reads = readsOf(resource)
  const queries = scopes(resource, state).map((namespace) => ({
    namespace,
    ...selectors(state),
    reads,
  }))
  const [only] = queries
  if (queries.length > 1 || only === undefined) return joined(kube, resource, queries)
  if (needsAll(state)) return { table: await kube.fill(resource, only), whole: true, refused: [] }
  const table = await kube.table(resource, { ...only, limit: state.page * state.size })
  if (table.continue === null) return { table, whole: true, refused: [] }
  if (table.remaining !== null) return { table, whole: false, refused: [] }
  return { table: await kube.fill(resource, only), whole: true, refused: [] }
}

/** Namespaces that are read one by one; null: all of them together. */
export const scopes = (
  { namespaced }: Resource,
  { namespaces }: ListState,
): readonly (string | null)[] => (namespaced && namespaces.length > 0 ? namespaces : [null])

/** As the API server orders namespaces: by its keys, in which a slash ends each. */
export const inOrder = (a: string | null, b: string | null): number => (`${a}/` < `${b}/` ? -1 : 1)

/** Without those that select nothing; and what chosen columns read beside what the kind does. */
export function selectors(
  state: Pick<ListState, 'labels' | 'fields'> & Partial<ListState>,
): Pick<ListQuery, 'labels' | 'fields' | 'paths'> {
  const { labels, fields, cols = [], sort = '', preset = [] } = state
  const paths = pathsOf({ cols, sort, preset })
  return {
    ...(labels !== '' && { labels }),
    ...(fields !== '' && { fields }),
    ...(paths.length > 0 && { paths }),
  }
}

/** Rows that are read in one call to reach a later page; beyond it reading all by pages costs no more. */
const ahead = 2000

/** The beginning of the server's own order is not enough. */
export function needsAll({ q, by, sort, status, page, size }: ListState): boolean {
  return by !== undefined || q !== '' || sort !== '' || status !== null || page * size > ahead
}

/** Several namespaces, in the server's own order over them. Those that are refused are named, unless all are. */
async function joined(
  kube: Kube,
  resource: Resource,
  queries: readonly ListQuery[],
): Promise<Rows> {
  const sorted = queries.toSorted((a, b) => inOrder(a.namespace, b.namespace))
  const read: PromiseSettledResult<Table>[] = []
  for (let at = 0; at < sorted.length; at += 6) {
    const some = sorted.slice(at, at + 6).map((query) => kube.fill(resource, query))
    read.push(...(await Promise.allSettled(some)))
  }
  const tables = read.filter((each) => each.status === 'fulfilled').map(({ value }) => value)
  const lost = read.find((each) => each.status === 'rejected' && !isRefused(each.reason))
  const first = tables.find(({ columns }) => columns.length > 0) ?? tables[0]
  if (lost?.status === 'rejected') throw lost.reason
  if (first === undefined) throw read.find((each) => each.status === 'rejected')?.reason
  const table = {
    ...first,
    rows: tables.flatMap(({ rows: some }) => some),
    warnings: [...new Set(tables.flatMap(({ warnings }) => warnings))],
    continue: null,
    remaining: null,
  }
  const refused = sorted.filter((_, at) => read[at]?.status === 'rejected')
  return { table, whole: true, refused: refused.map(({ namespace }) => namespace ?? '') }
}
