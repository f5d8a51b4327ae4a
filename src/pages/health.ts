/** For whoever starts and stops us: alive, and ready for people. Never asks an API server. */
import { Hono } from 'hono'
import type { Clusters } from '../clusters.ts'
import type { Env } from '../http/env.ts'

export function health(clusters: Clusters, draining: () => boolean): Hono<Env> {
  return new Hono<Env>()
    .get('/healthz', (c) => c.text('ok'))
    .get('/readyz', (c) => {
      if (draining()) return c.text('draining', 503)
      return clusters.ready() ? c.text('ok') : c.text(clusters.problem() ?? 'not configured', 503)
    })
}
