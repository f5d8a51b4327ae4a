/** What is given out of a list, and the rows of it that an address selects. */
import type { Context } from 'hono'
import { InvalidInput, NotFound } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Kube, Resource, Table } from '../../kube.ts'
import type { ListContext } from '../../views/list-context.ts'
import { selected, type Selected } from '../../views/list.ts'
import type { Listed } from '../../views/list-plan.ts'
import type { ListState } from '../../views/query.ts'
import { missingNamespaces } from '../found.ts'
import { seen } from '../seen.ts'
import { held } from '../warm.ts'

export interface Exported {
  readonly resource: Resource
  readonly state: ListState
  /** All pages. */
  readonly all: boolean
  readonly context: ListContext
  /** Ends with the answer. */
  readonly kube: Kube
}

/** Objects that are read in one call. */
export const pageSize = 500

/** Neither filtered nor sorted: what the API server gives is the list, in its order. */
export const isPlain = ({ q, sort, status }: ListState): boolean =>
  q === '' && sort === '' && status === null

/** The rows, from the collection that pages of the same list share. Several namespaces: all of them or none. */
export async function chosen(c: Context<Env>, of: Exported): Promise<Selected & { table: Table }> {
  const { resource, state } = of
  const { table, whole, kept, refused, full } = await held(c, resource, state)
  if (full !== undefined) throw full
  const [namespace] = refused
  // Asked alone, the API server says why it is refused.
  if (namespace !== undefined) await c.var.kube.metadata(resource, { namespace, limit: 1 })
  const listed = listedOf(of, table, whole)
  return { ...choose(listed, await seen(kept, listed)), table }
}

export function listedOf({ state, all, context }: Exported, table: Table, whole = true): Listed {
  const every = { ...state, page: 1, size: Math.max(1, table.rows.length) }
  return { table, whole, read: { state: all ? every : state, wrong: {} }, context }
}

/** @throws InvalidInput for a filter, a column or an order that these rows do not have. */
export function choose(listed: Listed, view?: Selected['seen']): Selected {
  const found = selected(listed, view)
  const wrong = Object.groupBy(found.wrong, ({ name }) => name)
  const fields = Object.entries(wrong).map(([name, said = []]) => [
    name,
    said.map(({ text }) => text).join(' '),
  ])
  if (fields.length > 0) throw new InvalidInput(Object.fromEntries(fields))
  // Behind the last page there is nothing, so that who turns pages finds an end.
  const beyond = found.seen.page !== listed.read.state.page
  return beyond ? { ...found, seen: { ...found.seen, rows: [] } } : found
}

/** Nothing in a namespace may mean that there is no such namespace. @throws NotFound */
export async function checkNamespaces(
  c: Context<Env>,
  { namespaces }: Pick<ListState, 'namespaces'>,
): Promise<void> {
  const missing = namespaces.length === 0 ? [] : await missingNamespaces(c, namespaces)
  if (missing.length > 0) throw new NotFound('namespace', missing.join(', '))
}
