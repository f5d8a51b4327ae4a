/** Below `/c/CLUSTER`: the cluster is found and connected before the page runs. */
import type { MiddlewareHandler } from 'hono'
import type { Env } from '../http/env.ts'

export const connected: MiddlewareHandler<Env> = async (c, next) => {
  const cluster = await c.var.parts.clusters.get(c.req.param('cluster') ?? '')
  c.set('cluster', cluster)
  const connection = await cluster.connect()
  c.set('kube', connection.kube({ signal: c.req.raw.signal, tally: c.var.tally }))
  await next()
}
