/** The command box: leads on to what is typed, says why it cannot, and offers words meanwhile. */
import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { fieldsWritten } from '../kinds/parts/selectors.ts'
import { paths, type Urls } from '../urls.ts'
import { type Around, isCommand, type Lead, leadOf, Unclear } from '../views/command.ts'
import { halfOf, offers, wantedOf } from '../views/command/offers.ts'
import { commandPage } from '../views/command/page.ts'
import { foot } from './foot.ts'
import { namesFor } from './namespaces.ts'
import { mostLooked } from './known.ts'
import { readRemembered } from './remembered.ts'
import { shell } from './shell.ts'

/** Characters that are read. */
const most = 1000

export const go = new Hono<Env>()
  .get(paths.go, async (c) => {
    const q = c.req.query('q') ?? ''
    if (q.trim() === '') return page(c, '', null)
    const { urls } = c.var.parts
    if (!isCommand(q, await c.var.kube.discovery()))
      return c.redirect(urls.search(c.var.cluster.name, { q }), 303)
    try {
      if (q.length > most) throw tooLong(q)
      return c.redirect(await found(c, leadOf(q, await around(c))), 303)
    } catch (error) {
      if (!(error instanceof Unclear)) throw error
      return page(c, q, error)
    }
  })
  .get(paths.goHints, async (c) => {
    const q = (c.req.query('q') ?? '').slice(0, most)
    const at = Number(/^\d{1,4}$/.exec(c.req.query('at') ?? '')?.[0] ?? q.length)
    const half = halfOf(q.slice(0, at))
    const here = await around(c)
    const wanted = wantedOf(half, here)
    const { names } = wanted === 'namespaces' ? await namesFor(c) : { names: [] }
    return html(c, 'list/hints', { hints: offers(q, half, here, names) })
  })

const tooLong = ({ length }: string) =>
  new Unclear(
    { from: most, to: length },
    `This is ${length} characters long; at most ${most} are read.`,
  )

/** To the object itself, where there is one alone that is called so; asked as the person. */
async function found(c: Context<Env>, { href, find }: Lead): Promise<string> {
  if (find === undefined || find.among.length > mostLooked) return href
  const { resource, name, among, at } = find
  const fields = fieldsWritten({ 'metadata.name': name })
  const one = (namespace: string | null) =>
    c.var.kube.metadata(resource, { namespace, fields, limit: 2 })
  const scopes = among.length === 0 ? [null] : among
  const answers = await Promise.allSettled(scopes.map(one))
  const all = answers.flatMap((each) => (each.status === 'fulfilled' ? each.value.items : []))
  const [only, ...more] = all.map(({ metadata }) => metadata.namespace ?? null)
  return only === undefined || more.length > 0 ? href : at(only)
}

async function page(c: Context<Env>, q: string, unclear: Unclear | null): Promise<Response> {
  const { cluster, parts } = c.var
  const drawn = commandPage(q, unclear, (command) => parts.urls.go(cluster.name, { q: command }))
  const shown = await shell(c, { title: drawn.title, q })
  const status = unclear === null ? 200 : 422
  return html(c, 'command/page', { ...drawn, shell: shown, foot: foot(c) }, status)
}

/** Where the command was typed: the page says it; without it the last list's namespaces are meant. */
async function around(c: Context<Env>): Promise<Around> {
  const { cluster, kube, parts } = c.var
  const from = parts.urls.read(c.req.query('from') ?? '')
  const here = from.cluster === cluster.name ? from : parts.urls.read('')
  const {
    page: _page,
    watch: _watch,
    ...query
  }: Readonly<Record<string, string>> = here.object === null ? here.query : {}
  return {
    cluster: cluster.name,
    clusters: await parts.clusters.all(),
    discovery: await kube.discovery(),
    urls: parts.urls,
    resource: here.resource,
    object: here.object,
    namespaces: namespacesOf(c, here),
    query,
  }
}

function namespacesOf(
  c: Context<Env>,
  { object, resource, query }: ReturnType<Urls['read']>,
): readonly string[] {
  if (object !== null) return object.namespace === null ? [] : [object.namespace]
  if (resource === '') return readRemembered(c, c.var.cluster.name)
  return (query['ns'] ?? '').split(',').filter((name) => name !== '')
}
