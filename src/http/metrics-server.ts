/** `/metrics` on a port of its own, so that no ingress gives it to people; nothing else is there. */
import { createServer, type Server } from 'node:http'
import { contentType, type Now } from '../metrics.ts'
import type { Lasting } from './env.ts'

/** What a process knows of itself. */
export type Own = Pick<Now, 'resident' | 'heap' | 'cpu' | 'started'>

/** @param own looked at when it is asked. */
export function metricsServer(
  { metrics, registry, runs, terminals }: Lasting,
  own: () => Own,
): Server {
  const text = () =>
    metrics.text({
      collections: registry.size(),
      rows: registry.rows(),
      rowsWeight: registry.weight(),
      shells: terminals.open(),
      runs: runs.running(),
      ...own(),
    })
  return createServer((request, response) => {
    const [path] = (request.url ?? '').split('?')
    const found = path === '/metrics'
    const type = found ? contentType : 'text/plain; charset=utf-8'
    response.writeHead(found ? 200 : 404, { 'content-type': type, 'cache-control': 'no-store' })
    response.end(found ? text() : 'Only /metrics is here.\n')
  })
}
