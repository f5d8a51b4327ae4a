/** A cluster's first page. No slow or forbidden kind holds the others back. */
import { Hono } from 'hono'
import { KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Kube, Resource } from '../kube.ts'
import { paths } from '../urls.ts'
import type { Event } from '../views/events.ts'
import { counted } from '../views/nav.ts'
import { type Counted, overviewPage } from '../views/overview.ts'
import { foot } from './foot.ts'
import { shell } from './shell.ts'

/** Milliseconds that any one number is waited for. */
const patience = 2000

export const overview = new Hono<Env>().get(paths.cluster, async (c) => {
  const { kube, cluster, parts } = c.var
  const discovery = await kube.discovery()
  const kinds = counted.map((id) => discovery.get(id)).filter((found) => found !== undefined)
  const events = discovery.get('events')
  const [counts, warnings, version] = await Promise.all([
    Promise.all(
      kinds.map(async (resource) => ({ resource, count: await soon(count(kube, resource)) })),
    ),
    events === undefined ? [] : soon(newest(kube, events)),
    soon(kube.version()),
  ])
  const page = overviewPage({
    cluster: cluster.name,
    title: cluster.title,
    version: version === 'forbidden' || version === 'late' || version === 'failed' ? '' : version,
    discovery,
    urls: parts.urls,
    now: new Date(),
    counts,
    events: warnings,
  })
  return html(c, 'overview/page', {
    ...page,
    shell: await shell(c, { title: 'Overview' }),
    foot: foot(c),
  })
})

async function count(kube: Kube, resource: Resource): Promise<number> {
  const { items, remaining } = await kube.metadata(resource, { namespace: null, limit: 1 })
  return items.length + (remaining ?? 0)
}

async function newest(kube: Kube, events: Resource): Promise<readonly Event[]> {
  const { items } = await kube.objects(events, {
    namespace: null,
    fields: 'type=Warning',
    limit: 500,
  })
  return items
}

/** The value, or why it is not there in time. */
async function soon<T>(value: Promise<T>): Promise<T | Exclude<Counted, number>> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), patience)
  try {
    return await Promise.race([value, late])
  } catch (error) {
    return error instanceof KubeError && error.status === 403 ? 'forbidden' : 'failed'
  } finally {
    clearTimeout(timer)
  }
}
