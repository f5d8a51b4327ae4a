/** What the filter box of a list offers while one types: a fragment. */
import { type Context, Hono } from 'hono'
import { KubeError, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Resource, Table } from '../kube.ts'
import { paths } from '../urls.ts'
import { hints as hintsOf } from '../views/hints.ts'
import { nothing } from '../views/list-filter.ts'
import { planned } from '../views/list-plan.ts'
import { type ListState, readList } from '../views/query.ts'
import { holds } from './list-collections.ts'
import { scopeOf } from './narrowed.ts'
import { readsOf } from './reads.ts'
import { scopes, selectors } from './rows.ts'
import { served } from './found.ts'
import { held } from './warm.ts'

/** Rows that are read for it where none are held. */
const some = 500

export const hints = new Hono<Env>().get(paths.hints, async (c) => {
  const { discovery, resource } = await served(c)
  if (!resource.verbs.includes('list')) throw new NotFound('list', resource.id)
  const params = new URL(c.req.url).searchParams
  const read = readList(params)
  const { q } = read.state
  const at = Math.min(q.length, Number(/^\d{1,4}$/.exec(params.get('at') ?? '')?.[0] ?? q.length))
  const { cluster, parts } = c.var
  const table = await found(c, resource, read.state)
  const context = {
    cluster: cluster.name,
    resource,
    discovery,
    urls: parts.urls,
    query: {},
    now: new Date(),
  }
  const { over } = planned({ table, read, context })
  return html(c, 'list/hints', { hints: hintsOf(q, at, over, table.rows) })
})

/** Milliseconds for which what was read for one word is good for the next. */
const good = 10_000
/** By the credential that read it: the last only. */
const last = new WeakMap<
  object,
  { readonly key: string; readonly at: number; readonly table: Table }
>()

async function lately(c: Context<Env>, key: string, read: () => Promise<Table>): Promise<Table> {
  const { connection } = c.var
  const known = last.get(connection)
  if (known?.key === key && performance.now() - known.at < good) return known.table
  const table = await read()
  last.set(connection, { key, at: performance.now(), table })
  return table
}

/** As the person: those that are held anyway, else the first ones. */
async function found(c: Context<Env>, resource: Resource, asked: ListState): Promise<Table> {
  const narrow = resource.namespaced ? asked.namespaces : []
  const namespaces = await scopeOf(c, resource, { ...asked, namespaces: narrow })
  const state = { ...asked, namespaces, q: '', status: null, page: 1, sort: asked.sort || 'name' }
  try {
    if (await holds(c, resource, state)) return (await held(c, resource, state)).table
    const [namespace = null] = scopes(resource, state)
    const query = { namespace, ...selectors(state), reads: readsOf(resource), limit: some }
    return await lately(c, JSON.stringify([resource.id, query]), () =>
      c.var.kube.table(resource, query),
    )
  } catch (error) {
    // What may not be read, and a selector that is half typed, offer no values.
    if (error instanceof KubeError && [400, 403].includes(error.status)) return nothing
    throw error
  }
}
