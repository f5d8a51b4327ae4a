/** The rows that a list needs, read anew for each request: its beginning where that is enough, else all of them. */
import type { Kube, ListQuery, Resource, Table } from '../kube.ts'
import type { ListState } from '../views/query.ts'

export interface Rows {
  readonly table: Table
  /** False: the beginning of the server's order, up to the page that was asked for. */
  readonly whole: boolean
}

/** @throws KubeError 400 for selectors that the API server does not take. */
export async function rows(kube: Kube, resource: Resource, state: ListState): Promise<Rows> {
  const scopes = resource.namespaced && state.namespaces.length > 0 ? state.namespaces : [null]
  const queries = scopes.map((namespace) => ({ namespace, ...selectors(state) }))
  const [only] = queries
  if (queries.length > 1 || only === undefined)
    return { table: await joined(kube, resource, queries), whole: true }
  if (needsAll(state)) return { table: await kube.fill(resource, only), whole: true }
  const table = await kube.table(resource, { ...only, limit: state.page * state.size })
  if (table.continue === null) return { table, whole: true }
  if (table.remaining !== null) return { table, whole: false }
  return { table: await kube.fill(resource, only), whole: true }
}

function selectors({ labels, fields }: ListState): Pick<ListQuery, 'labels' | 'fields'> {
  return { ...(labels !== '' && { labels }), ...(fields !== '' && { fields }) }
}

/** Rows that are read in one call to reach a later page; beyond it reading all by pages costs no more. */
const ahead = 2000

/** The beginning of the server's own order is not enough. */
function needsAll({ q, sort, status, page, size }: ListState): boolean {
  return q !== '' || sort !== '' || status !== null || page * size > ahead
}

/** Several namespaces, in the order of their names: the server's own order over them. */
async function joined(
  kube: Kube,
  resource: Resource,
  queries: readonly ListQuery[],
): Promise<Table> {
  const sorted = queries.toSorted((a, b) => (`${a.namespace}/` < `${b.namespace}/` ? -1 : 1))
  const tables: Table[] = []
  for (let at = 0; at < sorted.length; at += 6) {
    tables.push(
      ...(await Promise.all(sorted.slice(at, at + 6).map((query) => kube.fill(resource, query)))),
    )
  }
  const first = tables.find(({ columns }) => columns.length > 0) ?? tables[0]
  if (first === undefined) throw new Error('A list needs at least one scope.')
  return {
    ...first,
    rows: tables.flatMap((table) => table.rows),
    warnings: [...new Set(tables.flatMap(({ warnings }) => warnings))],
    continue: null,
    remaining: null,
  }
}
