/** All rows of a list as they are held for who looks at it: read once, then a minute of sorts and filters is for nothing. */
import type { Context } from 'hono'
import { Full } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { formOf, isBrowser } from '../http/negotiate.ts'
import type { Kube, Resource, Table } from '../kube.ts'
import type { Collection } from '../live/collection.ts'
import { joined, stateOf } from '../live/joined.ts'
import type { Shared } from '../live/registry.ts'
import { ticks } from '../live/ticks.ts'
import type { ListState } from '../views/query.ts'
import { holds, lists, mostLive, narrowest } from './list-collections.ts'
import { readsOf } from './reads.ts'
import { isRefused } from './reach.ts'
import { needsAll, rows, type Rows, scopes, selectors } from './rows.ts'

/** Milliseconds that a person waits for all rows before the page says how far their reading is. */
const patience = 1000
/** Milliseconds between two looks. */
const pace = 20

/**
 * From the collection that the page's stream will follow, where all rows are needed; else read for this request.
 * @param early for a page that a stream brings up to date: rows that are held are its even where reading a few would
 * do, and come before it is known whether they may be seen: `allowed` is to be awaited
 */
export async function held(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  early = false,
): Promise<Rows> {
  const { kept, may } = await followed(c, resource, state, early)
  const shown = early || (await may) ? kept : null
  if (shown !== null && 'of' in shown) {
    const { of, table } = shown
    return { table, whole: true, kept: of, refused: [], ...(early && { allowed: may }) }
  }
  const narrow = await narrowest(c, resource, state)
  if (shown === null || !(await may)) return rows(c.var.kube, resource, narrow)
  return beginning(c, resource, narrow, shown)
}

/** Until all are read, or where there are too many. */
async function beginning(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  kept: Extract<Kept, { read: number } | { full: Full }>,
): Promise<Rows> {
  const lacking = 'full' in kept ? { full: kept.full } : { reading: kept.read }
  const [namespace = null] = scopes(resource, state)
  const query = { namespace, ...selectors(state), reads: readsOf(resource), limit: state.size }
  // Its columns are those of the first rows.
  const table = await c.var.kube.table(resource, query)
  return { table, whole: false, ...lacking, refused: [] }
}

/** Its rows are shown to whom the API server lets list them now: it is asked for each namespace. */
async function allowed(c: Context<Env>, resource: Resource, state: ListState): Promise<boolean> {
  const answers = await Promise.allSettled(
    scopes(resource, state).map((namespace) => mayList(c.var.kube, resource, namespace)),
  )
  return answers.every((answer) => answer.status === 'fulfilled' && answer.value)
}

/**
 * By a review: a list of one object counts all that there are (46 ms of 100,000 pods; a review takes 2). Who may
 * ask for none reads that one.
 */
async function mayList(kube: Kube, resource: Resource, namespace: string | null): Promise<boolean> {
  try {
    return await kube.can('list', resource, namespace)
  } catch (error) {
    if (!isRefused(error)) throw error
    await kube.metadata(resource, { namespace, limit: 1 })
    return true
  }
}

/** None where they are not followed. Where they are held already the API server is asked meanwhile. */
async function followed(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  early: boolean,
): Promise<{ readonly kept: Kept | null; readonly may: Promise<boolean> }> {
  const able = resource.verbs.includes('watch') && state.namespaces.length <= mostLive
  // Who asks for the first time is not made to wait for who they are.
  const there = able && c.var.kube.knownIdentity() !== null && (await holds(c, resource, state))
  if (!able || !((early && there) || needsAll(state)))
    return { kept: null, may: Promise.resolve(false) }
  const may = allowed(c, resource, state)
  const first = there || (await may)
  return { kept: first ? await all(c, resource, state) : null, may }
}

type Kept =
  | { readonly of: readonly Collection[]; readonly table: Table }
  | { readonly read: number }
  | { readonly full: Full }

/** As far as this request waits for them. */
function all(c: Context<Env>, resource: Resource, state: ListState): Promise<Kept | null> {
  const { signal } = c.req.raw
  const end = waits(c, resource) ? signal : AbortSignal.any([signal, AbortSignal.timeout(patience)])
  return filled(c, resource, state, end)
}

/**
 * Or how many were read until the end, where that takes longer; null where the list cannot be followed, or is not
 * up to date: reading it anew then tells why.
 * @param read hears how many are there so far
 */
export async function filled(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  end: AbortSignal,
  read: (rows: number) => void = () => {},
): Promise<Kept | null> {
  const { shared } = await lists(c, resource, state)
  try {
    let found = look(shared)
    for await (const _ of ticks(shared, pace, end)) {
      found = look(shared)
      if (found === null || !('read' in found)) break
      read(found.read)
    }
    return found
  } finally {
    for (const one of shared) one.leave()
  }
}

function look(shared: readonly Shared[]): Kept | null {
  const collections = shared.map(({ collection }) => collection)
  const now = stateOf(collections)
  if (now.state === 'ended' && now.error instanceof Full) return { full: now.error }
  const refused = shared.some((one) => one.refused() !== null)
  if (refused || now.state === 'ended' || now.state === 'stale') return null
  if (now.state === 'loading') return { read: now.rows }
  const table = joined(collections)
  return table === null ? { read: 0 } : { of: collections, table }
}

/** What is no page in a browser waits for all rows; so does one whose columns the API server has yet to tell. */
function waits(c: Context<Env>, resource: Resource): boolean {
  return !isBrowser(c) || formOf(c) !== null || readsOf(resource) === undefined
}
