/** Each request once it is answered: a line in the log, numbers for the operator, and what took how long for who asked. */
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Metrics } from '../metrics.ts'
import { type Env, reached } from './env.ts'
import type { Level, Log } from './log.ts'
import { spent } from './tally.ts'

/** What proxies log for a request whose sender went away: no answer was read. */
const left = 499

/** What, how it went, what it cost, and who asked as far as that is known. Never its query. */
export function requestLog(log: Log, metrics: Metrics): MiddlewareHandler<Env> {
  return async function logRequest(c, next) {
    const start = performance.now()
    try {
      await next()
    } finally {
      const ms = performance.now() - start
      const status = c.req.raw.signal.aborted ? left : c.res.status
      const { method, path } = c.req
      const route = routeOf(c)
      metrics.request({ route, method, status }, ms / 1000)
      time(c, ms)
      const { calls } = c.var.tally
      const cost = { ms: Math.round(ms), calls, apiMs: Math.round(spent(c.var.tally)) }
      const user = reached(c).kube?.knownIdentity()?.username ?? null
      log(
        levelOf(status, path),
        `${method} ${path} ${status}`,
        { route, ...cost, user, id: c.var.id },
        { method, path, status },
      )
    }
  }
}

/** The pattern of whoever answered, below the base path; `none` where no page did. */
function routeOf(c: Context<Env>): string {
  const path = routePath(c).slice(c.var.parts.config.basePath.length)
  return path === '' || path === '/*' || path === '*' ? 'none' : path
}

/** The browser shows it beside a page: while the API server was asked, and the rest. */
function time(c: Context<Env>, ms: number): void {
  if (c.res.headers.get('content-type')?.startsWith('text/html') !== true) return
  const upstream = spent(c.var.tally)
  const parts = [`upstream;dur=${tenths(upstream)}`, `render;dur=${tenths(ms - upstream)}`]
  // Not by `c.header`, which would make the answer anew.
  c.res.headers.set('server-timing', parts.join())
}

const tenths = (ms: number) => Math.max(0, ms).toFixed(1)

function levelOf(status: number, path: string): Level {
  if (status >= 500) return 'error'
  return path.includes('/assets/') ? 'debug' : 'info'
}
