/** A cluster's first page. No slow or forbidden kind holds the others back. */
import { Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Kube, Resource } from '../kube.ts'
import { paths } from '../urls.ts'
import { counted } from '../views/nav.ts'
import { type Count, type Missing, overviewPage, type Warnings } from '../views/overview.ts'
import { foot } from './foot.ts'
import { type Looked, lookedIn } from './known.ts'
import { everywhere, isRefused } from './reach.ts'
import { shell } from './shell.ts'

/** Milliseconds that any one number is waited for. */
const patience = 2000

export const overview = new Hono<Env>().get(paths.cluster, async (c) => {
  const { kube, cluster, parts } = c.var
  const discovery = await kube.discovery()
  const looked = lookedIn(c)
  const kinds = counted.map((id) => discovery.get(id)).filter((found) => found !== undefined)
  const events = discovery.get('events')
  const [counts, warnings, version] = await Promise.all([
    Promise.all(kinds.map((resource) => count(kube, resource, looked))),
    events === undefined ? null : newest(kube, events, looked),
    soon(kube.version().then((text) => ({ text }))),
  ])
  const page = overviewPage({
    cluster: cluster.name,
    title: cluster.title,
    version: typeof version === 'string' ? '' : version.text,
    discovery,
    urls: parts.urls,
    now: new Date(),
    counts,
    warnings,
    left: looked.left(),
  })
  return html(c, 'overview/page', {
    ...page,
    shell: await shell(c, { title: 'Overview' }),
    foot: foot(c),
  })
})

async function count(kube: Kube, resource: Resource, looked: Looked): Promise<Count> {
  const listed = await soon(
    everywhere(kube, resource, looked.seen, async (namespace) => {
      const page = await kube.metadata(resource, { namespace, limit: 1 })
      const rest = page.continue === null ? 0 : page.remaining
      return rest === null ? null : page.items.length + rest
    }),
  )
  if (typeof listed === 'string') return { resource, count: listed, namespaces: null }
  const { values, namespaces } = listed
  const told = values.filter((value) => value !== null)
  const sum = told.reduce((total, value) => total + value, 0)
  return { resource, count: told.length < values.length ? 'unknown' : sum, namespaces }
}

/** Most warnings that are read: the API server gives them in the order of their names. */
const most = 5000

async function newest(kube: Kube, resource: Resource, looked: Looked): Promise<Warnings | Missing> {
  const until = Date.now() + patience
  const events: Warnings['events'][number][] = []
  const walk = async (namespace: string | null) => {
    let next: string | null = ''
    while (next !== null && events.length < most && Date.now() < until) {
      const from: object = next === '' ? {} : { continue: next }
      const query = { namespace, fields: 'type=Warning', limit: 500, ...from }
      const page = await kube.objects(resource, query)
      events.push(...page.items)
      next = page.continue
    }
    return next === null
  }
  const listed = await soon(everywhere(kube, resource, looked.seen, walk))
  if (typeof listed !== 'string')
    return { events, whole: !listed.values.includes(false), namespaces: listed.namespaces }
  return events.length === 0 ? listed : { events, whole: false, namespaces: null }
}

/** The value, or why it is not there in time. */
async function soon<T extends object>(value: Promise<T>): Promise<T | Missing> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), patience)
  try {
    return await Promise.race([value, late])
  } catch (error) {
    return isRefused(error) ? 'forbidden' : 'failed'
  } finally {
    clearTimeout(timer)
  }
}
