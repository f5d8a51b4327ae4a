/** What pods and nodes use, beside a list: a reading of its own for all who are the same person, that no list waits for. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Discovery, Kube, Resource, Table, TableRow } from '../kube.ts'
import { kindOf } from '../kinds.ts'
import type { Shared } from '../live/registry.ts'
import { eachOf } from '../slices.ts'
import { ticks } from '../live/ticks.ts'
import { wanted } from '../views/chosen-columns.ts'
import { quantity } from '../views/duration.ts'
import { byUsage } from '../views/list-plan.ts'
import type { ListState } from '../views/query.ts'
import type { Usage } from '../views/usage.ts'
import { isUsage, measuring } from '../views/usage-columns.ts'
import { follower } from './follower.ts'
import { mostLive } from './list-collections.ts'
import { usageOf } from './usage-state.ts'

/** Milliseconds between two readings: metrics-server measures as often. */
const every = 15_000
/** Milliseconds that a page waits for what its stream brings anyway; and where its order or filter asks for it. */
const [patience, needed] = [150, 3000]
const pace = 10

export interface UsageFeed {
  readonly shared: readonly Shared[]
  now(): Usage
}

export interface About {
  readonly discovery: Discovery
  readonly resource: Resource
  readonly state: ListState
  /** None: all of them. */
  readonly namespaces: readonly string[]
}

/** Null where no column shows it. To be left. */
export async function usageFeed(c: Context<Env>, about: About): Promise<UsageFeed | null> {
  const { discovery, resource, namespaces } = about
  const measures = discovery.get(measuring(about))
  if (!asks(about, measures !== undefined)) return null
  if (measures === undefined) return { shared: [], now: () => usageOf([], () => null) }
  const join = await follower(c)
  const scopes = resource.namespaced && namespaces.length > 0 ? namespaces.toSorted() : [null]
  const all = scopes.length > mostLive ? [null] : scopes
  const shared = all.map((namespace) => {
    const query = { namespace, reads }
    const read = async (kube: Kube) => lean(await kube.fill(measures, query))
    return join({ resource: measures, query, read, unwatched: [], poll: true, every })
  })
  const collections = shared.map(({ collection }) => collection)
  const refused = () => shared.map((one) => one.refused()).find((error) => error !== null) ?? null
  return { shared, now: () => usageOf(collections, refused) }
}

/** As far as it is known within a moment; undefined where no column shows it. @param ms how long it may take. */
export async function usageNow(
  c: Context<Env>,
  about: About,
  ms = byUsage(about.state) ? needed : patience,
): Promise<Usage | undefined> {
  const feed = await usageFeed(c, about)
  if (feed === null) return undefined
  try {
    await settled(feed, c.req.raw.signal, ms)
    return feed.now()
  } finally {
    for (const one of feed.shared) one.leave()
  }
}

/** Waits for a moment, so that what is known soon comes at once. */
export async function settled(feed: UsageFeed, signal: AbortSignal, ms = patience): Promise<void> {
  if (feed.now().state !== 'loading') return
  const end = AbortSignal.any([signal, AbortSignal.timeout(ms)])
  for await (const _ of ticks(feed.shared, pace, end)) if (feed.now().state !== 'loading') return
}

/** @param served shown without being chosen. */
function asks({ resource, state }: About, served: boolean): boolean {
  const kind = kindOf(resource.id)
  if (kind?.usage === undefined) return false
  // Its own columns of these names stand where nothing measures.
  if (!served && kind.columns.some(({ title }) => isUsage(title.toLowerCase()))) return false
  const ids = wanted(state)
  if (byUsage(state)) return true
  return ids.length === 0 ? served : ids.some(isUsage)
}

/** Of PodMetrics and NodeMetrics (metrics.k8s.io/v1beta1). */
const reads = ['containers.usage', 'usage', 'timestamp']

interface Usages {
  readonly cpu?: string
  readonly memory?: string
}

/** A row of numbers: cores, bytes, when. In slices: as many are read again and again. */
async function lean(table: Table): Promise<Table> {
  const rows: TableRow[] = []
  await eachOf(table.rows, ({ meta, object }) => {
    const { name, namespace } = meta
    const parts = partsOf(object ?? {})
    const cells = [
      sum(parts, 'cpu'),
      sum(parts, 'memory'),
      Date.parse(String(object?.['timestamp'])),
    ]
    rows.push({ cells, meta: { name, ...(namespace !== undefined && { namespace }) } })
  })
  return { ...table, columns: [], rows }
}

function partsOf(object: Readonly<Record<string, unknown>>): readonly Usages[] {
  const { containers, usage } = object as {
    readonly containers?: readonly { readonly usage?: Usages }[]
    readonly usage?: Usages
  }
  return containers?.map((one) => one.usage ?? {}) ?? (usage === undefined ? [] : [usage])
}

/** Null where nothing of it was measured. */
function sum(parts: readonly Usages[], name: keyof Usages): number | null {
  const amounts = parts.map((part) => quantity(part[name] ?? '')).filter((one) => one !== null)
  return amounts.length === 0 ? null : amounts.reduce((all, one) => all + one, 0)
}
