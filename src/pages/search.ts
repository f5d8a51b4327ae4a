/** Search over kinds and object names: a bounded walk through metadata, honest about what it left out. */
import { Hono } from 'hono'
import { AppError, InvalidInput, KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Discovery, Kube, ObjectMeta, Resource } from '../kube.ts'
import { paths } from '../urls.ts'
import { counted } from '../views/nav.ts'
import { type Found, rank, searchPage } from '../views/search.ts'
import { foot } from './foot.ts'
import { shell } from './shell.ts'

/** What one search may cost: hits, objects of one kind, lists at a time, milliseconds. */
const most = { hits: 200, objects: 10_000, lists: 6, ms: 5000, letters: 200 }

export const search = new Hono<Env>().get(paths.search, async (c) => {
  const { kube, cluster, parts } = c.var
  const q = (c.req.query('q') ?? '').trim()
  if (q.length > most.letters)
    throw new InvalidInput({
      q: `This is ${q.length} characters long; at most ${most.letters} are searched for.`,
    })
  const discovery = await kube.discovery()
  const walk: Walk = { kube, q, until: Date.now() + most.ms, looked: 0, hits: 0, skipped: [] }
  const found = q === '' ? [] : await everywhere(walk, ordered(discovery))
  const page = searchPage({
    ...walk,
    cluster: cluster.name,
    urls: parts.urls,
    now: new Date(),
    kinds: q === '' ? [] : kindsOf(discovery, q),
    found,
    full: walk.hits >= most.hits,
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
  readonly until: number
  looked: number
  hits: number
  readonly skipped: { readonly id: string; readonly why: string }[]
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

async function everywhere(walk: Walk, resources: readonly Resource[]): Promise<readonly Found[]> {
  const found = new Map<Resource, readonly ObjectMeta[]>()
  const waiting = resources.values()
  const worker = async () => {
    for (const resource of waiting) found.set(resource, await within(walk, resource))
  }
  await Promise.all(Array.from({ length: most.lists }, worker))
  return resources.map((resource) => ({ resource, metas: found.get(resource) ?? [] }))
}

async function within(walk: Walk, resource: Resource): Promise<readonly ObjectMeta[]> {
  const metas: ObjectMeta[] = []
  let next: string | null = ''
  let seen = 0
  try {
    while (next !== null) {
      const stop = over(walk, seen)
      if (stop !== '') throw new Stopped(stop)
      const query = { namespace: null, limit: 500, ...(next !== '' && { continue: next }) }
      const page = await walk.kube.metadata(resource, query)
      seen += page.items.length
      walk.looked += page.items.length
      metas.push(
        ...page.items
          .map(({ metadata }) => metadata)
          .filter(({ name }) => rank(name, walk.q) !== null),
      )
      next = page.continue
    }
  } catch (error) {
    walk.skipped.push({ id: resource.id, why: reason(error) })
  }
  const kept = metas
    .toSorted((a, b) => (rank(a.name, walk.q) ?? 3) - (rank(b.name, walk.q) ?? 3))
    .slice(0, Math.max(0, most.hits - walk.hits))
  walk.hits += kept.length
  return kept
}

class Stopped extends Error {}

function over(walk: Walk, seen: number): string {
  if (walk.hits >= most.hits) return `${most.hits} found before`
  if (seen >= most.objects) return `the first ${most.objects}`
  return Date.now() > walk.until ? `${most.ms / 1000} s were over` : ''
}

function reason(error: unknown): string {
  if (error instanceof Stopped) return error.message
  if (error instanceof KubeError && error.status === 403) return 'you may not list these'
  if (error instanceof AppError) return 'it did not answer'
  throw error
}
