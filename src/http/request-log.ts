/** A line in the log for each request: what, how it went, what it cost. Never its query. */
import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'
import type { Log } from './log.ts'

export function requestLog(log: Log): MiddlewareHandler<Env> {
  return async function logRequest(c, next) {
    const start = performance.now()
    await next()
    const { calls, ms } = c.var.tally
    const level = c.res.status >= 500 ? 'error' : c.req.path.includes('/assets/') ? 'debug' : 'info'
    log(level, `${c.req.method} ${c.req.path} ${c.res.status}`, {
      ms: Math.round(performance.now() - start),
      calls,
      apiMs: Math.round(ms),
    })
  }
}
