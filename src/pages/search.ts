/** Search over kinds and object names: a bounded walk through metadata, honest about what it left out. */
import { Hono } from 'hono'
import { AppError, InvalidInput } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Discovery, Kube, ObjectMeta, Resource } from '../kube.ts'
import { paths } from '../urls.ts'
import { counted } from '../views/nav.ts'
import { type Found, most, rank, searchPage, type Skipped } from '../views/search.ts'
import { foot } from './foot.ts'
import { type Looked, lookedIn } from './known.ts'
import { everywhere, isRefused } from './reach.ts'
import { shell } from './shell.ts'

/** Lists at a time, and characters that are searched for. */
const [lists, letters] = [6, 200]

export const search = new Hono<Env>().get(paths.search, async (c) => {
  const { kube, cluster, parts } = c.var
  const q = (c.req.query('q') ?? '').trim()
  if (q.length > letters)
    throw new InvalidInput({
      q: `This is ${q.length} characters long; at most ${letters} are searched for.`,
    })
  const discovery = await kube.discovery()
  const looked = lookedIn(c)
  const until = Date.now() + most.ms
  const late = Promise.withResolvers<never>()
  const walk = { kube, q, in: looked, until, late, looked: 0, hits: 0, skipped: [] }
  const found = q === '' ? [] : await all(walk, ordered(discovery))
  const page = searchPage({
    ...walk,
    cluster: cluster.name,
    urls: parts.urls,
    now: new Date(),
    kinds: q === '' ? [] : kindsOf(discovery, q),
    found,
    full: walk.hits >= most.hits,
    left: looked.left(),
  })
  return html(c, 'search/page', {
    ...page,
    shell: await shell(c, { title: 'Search', q }),
    foot: foot(c),
  })
})

interface Walk {
  readonly kube: Kube
  readonly q: string
  readonly in: Looked
  /** Milliseconds since 1970. */
  readonly until: number
  /** Rejected then. */
  readonly late: PromiseWithResolvers<never>
  looked: number
  hits: number
  readonly skipped: Skipped[]
}

function kindsOf(discovery: Discovery, q: string): readonly Resource[] {
  const word = q.toLowerCase()
  return discovery.resources.filter(
    ({ verbs, id, kind, shortNames }) =>
      verbs.includes('list') &&
      (id.includes(word) || kind.toLowerCase().includes(word) || shortNames.includes(word)),
  )
}

/** What people search for first comes first; events have no names worth finding. */
function ordered(discovery: Discovery): readonly Resource[] {
  const place = new Map(counted.map((id, index) => [id, index]))
  return discovery.resources
    .filter(({ verbs, plural }) => verbs.includes('list') && plural !== 'events')
    .toSorted((a, b) => (place.get(a.id) ?? 1000) - (place.get(b.id) ?? 1000))
}

async function all(walk: Walk, resources: readonly Resource[]): Promise<readonly Found[]> {
  walk.late.promise.catch(() => {})
  const timer = setTimeout(() => walk.late.reject(new Stopped('late')), most.ms)
  const found = new Map<Resource, Found>()
  const waiting = resources.values()
  const worker = async () => {
    for (const resource of waiting) found.set(resource, await within(walk, resource))
  }
  try {
    await Promise.all(Array.from({ length: lists }, worker))
  } finally {
    clearTimeout(timer)
  }
  return resources.map((resource) => found.get(resource)).filter((each) => each !== undefined)
}

async function within(walk: Walk, resource: Resource): Promise<Found> {
  const kept: Kept = { metas: [], seen: 0 }
  let namespaces: Found['namespaces'] = null
  try {
    const list = (namespace: string | null) => pages(walk, resource, namespace, kept)
    namespaces = (await everywhere(walk.kube, resource, walk.in.seen, list)).namespaces
  } catch (error) {
    walk.skipped.push({ resource, why: reason(error), part: kept.seen > 0 })
  }
  const metas = kept.metas
    .toSorted((a, b) => (rank(a.name, walk.q) ?? 3) - (rank(b.name, walk.q) ?? 3))
    .slice(0, Math.max(0, most.hits - walk.hits))
  walk.hits += metas.length
  return { resource, metas, namespaces }
}

/** Of one kind: those that fit, and how many were looked at. */
interface Kept {
  readonly metas: ObjectMeta[]
  seen: number
}

/** The API server is not waited for longer than the search may take, whatever it is at. */
async function pages(
  walk: Walk,
  resource: Resource,
  namespace: string | null,
  kept: Kept,
): Promise<void> {
  let next: string | null = ''
  while (next !== null) {
    const why = over(walk, kept)
    if (why !== null) throw new Stopped(why)
    const from: object = next === '' ? {} : { continue: next }
    const list = walk.kube.metadata(resource, { namespace, limit: 500, ...from })
    const page = await Promise.race([walk.late.promise, list])
    kept.seen += page.items.length
    walk.looked += page.items.length
    const fits = page.items.filter(({ metadata: { name } }) => rank(name, walk.q) !== null)
    kept.metas.push(...fits.map(({ metadata }) => metadata))
    next = page.continue
  }
}

function over(walk: Walk, kept: Kept): Skipped['why'] | null {
  if (walk.hits >= most.hits) return 'full'
  if (kept.seen >= most.objects) return 'objects'
  return Date.now() >= walk.until ? 'late' : null
}

class Stopped extends Error {
  readonly why: Skipped['why']
  constructor(why: Skipped['why']) {
    super(why)
    this.why = why
  }
}

function reason(error: unknown): Skipped['why'] {
  if (error instanceof Stopped) return error.why
  if (isRefused(error)) return 'forbidden'
  if (error instanceof AppError) return 'silent'
  throw error
}
