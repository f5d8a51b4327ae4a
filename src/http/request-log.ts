/** A line in the log for each request: what, how it went, what it cost. Never its query. */
import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'
import type { Level, Log } from './log.ts'
import { spent } from './tally.ts'

/** What proxies log for a request whose sender went away: no answer was read. */
const left = 499

export function requestLog(log: Log): MiddlewareHandler<Env> {
  return async function logRequest(c, next) {
    const start = performance.now()
    try {
      await next()
    } finally {
      const status = c.req.raw.signal.aborted ? left : c.res.status
      log(levelOf(status, c.req.path), `${c.req.method} ${c.req.path} ${status}`, {
        ms: Math.round(performance.now() - start),
        calls: c.var.tally.calls,
        apiMs: spent(c.var.tally),
        id: c.var.id,
      })
    }
  }
}

function levelOf(status: number, path: string): Level {
  if (status >= 500) return 'error'
  return path.includes('/assets/') ? 'debug' : 'info'
}
