/** Every failure of a request becomes a page here, inside the shell as far as that can be built. */
import type { Context } from 'hono'
import { randomUUID } from 'node:crypto'
import { AppError, NotSignedIn } from '../errors.ts'
import { type Env, reached } from '../http/env.ts'
import { html } from '../http/html.ts'
import { errorPage } from '../views/error.ts'
import type { Link } from '../views/shell.ts'
import { Moved } from './found.ts'
import { shell } from './shell.ts'

/** Something that we did not foresee: its stack goes to the log, its number to the person. */
class Bug extends AppError {
  override readonly status = 500
}

export async function failed(c: Context<Env>, error: unknown): Promise<Response> {
  if (error instanceof Moved) return moved(c, error)
  const known = error instanceof AppError ? error : bug(c, error)
  const closed = known instanceof NotSignedIn
  const page = errorPage(known, { context: contextOf(c), ways: closed ? [] : ways(c) })
  const around = await shell(c, { title: page.title })
  const seen = closed
    ? { ...around, clusters: [], nav: [], cluster: null, search: null, alarm: '' }
    : around
  if (c.req.header('hx-request') === 'true' && !seen.partial)
    return fragment(c, page.said || page.title, known.status)
  return html(c, 'error/page', { shell: seen, ...page }, known.status)
}

/** To the resource's own name, the rest of the address as it was. */
function moved(c: Context<Env>, { resource }: Moved): Response {
  const url = new URL(c.req.url)
  const { cluster, urls } = { cluster: c.var.cluster, urls: c.var.parts.urls }
  const start = `${urls.cluster(cluster.name)}/`
  const rest = url.pathname.slice(start.length).split('/').slice(1)
  return c.redirect([urls.list(cluster.name, resource), ...rest].join('/') + url.search, 308)
}

/** A part of a page that failed says so in its own place. */
function fragment(c: Context<Env>, text: string, status: number): Promise<Response> {
  return html(c, 'error/part', { text }, status)
}

function bug(c: Context<Env>, error: unknown): AppError {
  const id = randomUUID()
  c.var.parts.log('error', 'unforeseen', {
    id,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
  return new Bug(`Portlight failed and did not foresee it. The log has more under ${id}.`)
}

function contextOf(c: Context<Env>): string {
  const { cluster } = reached(c)
  return cluster?.source === 'kubeconfig' ? cluster.title : ''
}

function ways(c: Context<Env>): readonly Link[] {
  const { parts } = c.var
  const { cluster } = reached(c)
  const home = { text: 'Clusters', href: parts.urls.home }
  const again = { text: 'Try again', href: new URL(c.req.url).pathname + new URL(c.req.url).search }
  if (cluster === undefined) return [home]
  return [
    again,
    { text: `Overview of ${cluster.title}`, href: parts.urls.cluster(cluster.name) },
    home,
  ]
}
