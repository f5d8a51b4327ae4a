/** What the filter box of a list offers while one types: a fragment. */
import { type Context, Hono } from 'hono'
import { KubeError, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Resource, Table, TableRow } from '../kube.ts'
import { counted } from '../live/counted.ts'
import { engineFor } from '../live/filter.ts'
import { passes } from '../live/window.ts'
import { paths } from '../urls.ts'
import { counting, hints as hintsOf, typedAt } from '../views/hints.ts'
import { nothing } from '../views/list-filter.ts'
import { byUsage, planned } from '../views/list-plan.ts'
import { type ListState, readList } from '../views/query.ts'
import { holds, narrowest } from './list-collections.ts'
import { scopeOf } from './narrowed.ts'
import { readsOf } from './reads.ts'
import { scopes, selectors } from './rows.ts'
import { served } from './found.ts'
import { usageNow } from './usage.ts'
import { held } from './warm.ts'

/** Rows that are read for it where none are held. */
const some = 500

export const hints = new Hono<Env>().get(paths.hints, async (c) => {
  const { discovery, resource } = await served(c)
  if (!resource.verbs.includes('list')) throw new NotFound('list', resource.id)
  const params = new URL(c.req.url).searchParams
  const { state } = readList(params)
  const typed = typedAt(state.q, caret(params.get('at'), state.q))
  const read = { state: { ...state, q: typed.others }, wrong: {} }
  const { whole, table } = await found(c, resource, read.state)
  const { cluster, parts } = c.var
  const around = {
    cluster: cluster.name,
    resource,
    discovery,
    urls: parts.urls,
    query: {},
    now: new Date(),
    engine: await engineFor(typed.others),
  }
  const usage = byUsage(read.state)
    ? await usageNow(c, { ...around, ...read.state, ...read })
    : undefined
  const { over, look } = planned({ table, read, context: { ...around, usage } })
  const what = counting(typed, over)
  const left = what && { ...what, of: (row: TableRow) => (passes(row, look) ? what.of(row) : none) }
  const of = left && (await counted(table.rows, left, c.req.raw.signal))
  return html(c, 'list/hints', { hints: hintsOf(typed, over, of && { of, whole }) })
})

const none: readonly string[] = []

function caret(at: string | null, q: string): number {
  return Math.min(q.length, Number(/^\d{1,4}$/.exec(at ?? '')?.[0] ?? q.length))
}

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

/** As the person: those that are held anyway, else the first ones that the API server selects. */
async function found(
  c: Context<Env>,
  resource: Resource,
  asked: ListState,
): Promise<{ readonly table: Table; readonly whole: boolean }> {
  const narrow = resource.namespaced ? asked.namespaces : []
  const namespaces = await scopeOf(c, resource, { ...asked, namespaces: narrow })
  const state = { ...asked, namespaces, page: 1, sort: asked.sort || 'name' }
  try {
    const least = await narrowest(c, resource, state)
    if (await holds(c, resource, least)) {
      const { table, whole } = await held(c, resource, state)
      return { table, whole }
    }
    const [namespace = null, ...more] = scopes(resource, state)
    const query = { namespace, ...selectors(least), reads: readsOf(resource), limit: some }
    const table = await lately(c, JSON.stringify([resource.id, query]), () =>
      c.var.kube.table(resource, query),
    )
    return { table, whole: table.continue === null && more.length === 0 }
  } catch (error) {
    // What may not be read, and a selector that is half typed, offer no values.
    if (error instanceof KubeError && [400, 403].includes(error.status))
      return { table: nothing, whole: false }
    throw error
  }
}
