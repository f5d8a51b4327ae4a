/** The collections behind a list's stream: one for each namespace, shared by all who are the same person to the API server. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { FollowQuery, Kube, Resource, Table } from '../kube.ts'
import { kindOf } from '../kinds.ts'
import type { Shared } from '../live/registry.ts'
import { pushed } from '../views/pushed.ts'
import type { ListState } from '../views/query.ts'
import { follower, type Wanted } from './follower.ts'
import { readsOf } from './reads.ts'
import { inOrder, rows, scopes, selectors } from './rows.ts'

/** Rows up to which a list is filled without being asked: sort, filter and count are exact then. */
const small = 5000
/** Rows behind the window that are read with it: one that goes is replaced by the next. */
const spare = 50
/** Namespaces of one list that are watched at once. */
export const mostLive = 25

export interface Lists {
  readonly shared: readonly Shared[]
  /** Only the beginning is read: the page's own rows are live, the others are not known. */
  readonly partly: boolean
}

export async function lists(c: Context<Env>, resource: Resource, asked: ListState): Promise<Lists> {
  const join = await follower(c)
  const state = await narrowest(c, resource, asked)
  const { namespaces, size } = state
  if (!resource.verbs.includes('watch') || namespaces.length > mostLive)
    return { shared: [join(reread(resource, state))], partly: false }
  const all = scopes(resource, { ...state, namespaces: namespaces.toSorted(inOrder) })
  const partly =
    plain(state) && !(await holds(c, resource, state)) && (await large(c, resource, all[0] ?? null))
  const shared = all.map((namespace) =>
    join(
      partly
        ? { ...wantedOf(resource, state, namespace, size + spare), least: size }
        : wantedOf(resource, state, namespace),
    ),
  )
  return { shared, partly }
}

/** @param first only so many rows. */
function wantedOf(
  resource: Resource,
  state: ListState,
  namespace: string | null,
  first?: number,
): Wanted {
  const reads = readsOf(resource)
  const query = { namespace, ...selectors(state), reads, ...(first !== undefined && { first }) }
  const read = (kube: Kube) => kube.fill(resource, query)
  return { resource, query, read, unwatched: [403, 405] }
}

/**
 * All rows that a list may be about, to be kept whoever looks at them: the same that its own stream follows,
 * in the order of their keys.
 * @param most namespaces that are watched one by one; of more all are read anew from time to time.
 */
export function allOf(resource: Resource, state: ListState, most = mostLive): readonly Wanted[] {
  if (state.namespaces.length > most) return [reread(resource, state)]
  return scopes(resource, state)
    .toSorted(inOrder)
    .map((namespace) => wantedOf(resource, state, namespace))
}

/** Whether all rows that an address is about are held for this person. */
export async function holds(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
): Promise<boolean> {
  const join = await follower(c)
  return scopes(resource, state).every((one) => join.holds(wantedOf(resource, state, one)))
}

/** What the API server can select of a filter it does, unless all rows are held anyway. */
export async function narrowest(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
): Promise<ListState> {
  const narrow = pushed(state, kindOf(resource.id))
  const watched = resource.verbs.includes('watch') && state.namespaces.length <= mostLive
  return narrow === state || !watched || (await holds(c, resource, state)) ? state : narrow
}

/** All its namespaces in one, read from time to time; what is shown of them does not count. */
function reread(resource: Resource, state: ListState) {
  const { labels, fields, sort } = state
  const { paths = [] } = selectors(state)
  const all = { ...state, q: '', sort: sort || 'name', status: null, page: 1 }
  const read = async (kube: Kube): Promise<Table> => (await rows(kube, resource, all)).table
  const namespace = state.namespaces.toSorted(inOrder).join()
  const query: FollowQuery = { namespace, labels, fields, paths, reads: readsOf(resource) }
  return { resource, query, read, unwatched: [], poll: true }
}

/** Its first page is the beginning of the server's own order. */
function plain({ q, by, sort, status, page, labels, fields, namespaces }: ListState): boolean {
  return (
    [q, sort, labels, fields].every((text) => text === '') &&
    by === undefined &&
    status === null &&
    page === 1 &&
    namespaces.length < 2
  )
}

async function large(
  c: Context<Env>,
  resource: Resource,
  namespace: string | null,
): Promise<boolean> {
  const { remaining } = await c.var.kube.metadata(resource, { namespace, limit: 1 })
  return (remaining ?? 0) > small
}
