/** All rows of a list as they are held for who looks at it: read once, then a minute of sorts and filters is for nothing. */
import type { Context } from 'hono'
import { Full } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { formOf } from '../http/negotiate.ts'
import type { Resource, Table } from '../kube.ts'
import type { Collection } from '../live/collection.ts'
import { joined, stateOf } from '../live/joined.ts'
import type { Shared } from '../live/registry.ts'
import { ticks } from '../live/ticks.ts'
import type { ListState } from '../views/query.ts'
import { lists, mostLive, narrowest } from './list-collections.ts'
import { readsOf } from './reads.ts'
import { needsAll, rows, type Rows, scopes, selectors } from './rows.ts'

/** Milliseconds that a person waits for all rows before the page says how far their reading is. */
const patience = 1000
/** Milliseconds between two looks. */
const pace = 20

/** From the collection that the page's stream will follow, where all rows are needed; else read for this request. */
export async function held(c: Context<Env>, resource: Resource, state: ListState): Promise<Rows> {
  const kept = (await follows(c, resource, state)) ? await all(c, resource, state) : null
  const narrow = await narrowest(c, resource, state)
  if (kept === null) return rows(c.var.kube, resource, narrow)
  if ('of' in kept) return { table: kept.table, whole: true, kept: kept.of, refused: [] }
  const lacking = 'full' in kept ? { full: kept.full } : { reading: kept.read }
  const [namespace = null] = scopes(resource, state)
  const query = { namespace, ...selectors(narrow), reads: readsOf(resource), limit: state.size }
  // Its columns are those of the first rows.
  const table = await c.var.kube.table(resource, query)
  return { table, whole: false, ...lacking, refused: [] }
}

/** Milliseconds in which a credential that was let list need not be asked about again. */
const proof = 10_000
const mostProven = 500
/** Until when, by what was listed. */
const proven = new WeakMap<object, Map<string, number>>()

/** Its rows are shown to whom the API server lets list them: it is asked for one of each namespace. */
async function follows(c: Context<Env>, resource: Resource, state: ListState): Promise<boolean> {
  const { namespaces } = state
  const able = needsAll(state) && resource.verbs.includes('watch') && namespaces.length <= mostLive
  if (!able) return false
  const { connection, kube } = c.var
  const known = proven.get(connection) ?? new Map<string, number>()
  proven.set(connection, known)
  const ask = async (namespace: string | null) => {
    const what = JSON.stringify([resource.id, namespace])
    if ((known.get(what) ?? 0) > performance.now()) return
    known.delete(what)
    await kube.metadata(resource, { namespace, limit: 1 })
    if (known.size >= mostProven) known.clear()
    known.set(what, performance.now() + proof)
  }
  const answers = await Promise.allSettled(scopes(resource, state).map(ask))
  return answers.every(({ status }) => status === 'fulfilled')
}

type Kept =
  | { readonly of: readonly Collection[]; readonly table: Table }
  | { readonly read: number }
  | { readonly full: Full }

/**
 * Or how many were read so far, where that takes long; null where the list cannot be followed, or is not up to
 * date: reading it anew then tells why.
 */
async function all(c: Context<Env>, resource: Resource, state: ListState): Promise<Kept | null> {
  const { shared } = await lists(c, resource, state)
  const { signal } = c.req.raw
  const end = waits(c, resource) ? signal : AbortSignal.any([signal, AbortSignal.timeout(patience)])
  try {
    let found = look(shared)
    for await (const _ of ticks(shared, pace, end)) {
      found = look(shared)
      if (found === null || !('read' in found)) break
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
  const browser = c.req.header('sec-fetch-dest') ?? c.req.header('hx-request')
  return browser === undefined || formOf(c) !== null || readsOf(resource) === undefined
}
