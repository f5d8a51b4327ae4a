/** The application: guards in order, pages mounted, every failure a page. */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { NotFound } from './errors.ts'
import { bodies } from './http/bodies.ts'
import { bare } from './http/embedded.ts'
import type { Env, Parts } from './http/env.ts'
import { headers, hosts, origins } from './http/guard.ts'
import { readOnly } from './http/read-only.ts'
import { requestLog } from './http/request-log.ts'
import type { LocalKey } from './auth/local.ts'
import { newTally } from './http/tally.ts'
import { failed } from './pages/error.ts'
import { health } from './pages/health.ts'
import { pages } from './pages.ts'
import { urls } from './urls.ts'

export interface Guards {
  /** `Host` values that are answered; null: any. */
  readonly hosts: ReadonlySet<string> | null
  readonly local: LocalKey | null
  /** The process is going down. */
  readonly draining: () => boolean
}

export function createApp(parts: Parts, guards: Guards): Hono<Env> {
  const base = parts.config.basePath
  const inFrames = { ...parts, urls: urls(base, true) }
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('parts', bare(c) ? inFrames : parts)
    c.set('tally', newTally())
    c.set('id', randomUUID())
    await next()
    // A proxy shall not send the next one over a connection that is about to be closed.
    if (guards.draining()) c.header('connection', 'close')
  })
  app.use(headers(parts.config.frameAncestors))
  app.route('/', health(parts.clusters, guards.draining))
  app.use(requestLog(parts.log, parts.metrics))
  const { secure, signIn } = parts.config
  app.use(
    hosts(guards.hosts),
    origins({ allowed: guards.hosts, secure, passedOn: signIn === 'bearer' }),
  )
  app.use(bodies(base, failed))
  app.route(`${base}/assets`, parts.assets.routes)
  if (parts.config.readOnly) app.use(readOnly(base))
  if (guards.local !== null) app.use(guards.local.guard)
  if (base !== '') app.get(base, (c) => c.redirect(`${base}/`, 308))
  app.route(`${base}/`, pages)
  app.notFound((c) => failed(c, new NotFound('page', c.req.path)))
  app.onError(async (error, c) => {
    try {
      return await failed(c, error)
    } catch {
      return c.text('Portlight failed, and so did the page about it.', 500)
    }
  })
  return app
}
