/** How the process goes down: what runs may end, what does not is cut. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerType } from '@hono/node-server'
import type { Lasting } from './env.ts'
import type { Sockets } from './sockets.ts'

/** Milliseconds for what is under way, and again for what runs have to put back. */
const patience = 10_000

/** Resolves once nothing is open any more. A connection is idle only once its stream has ended. */
export async function goDown(server: ServerType, sockets: Sockets, parts: Lasting): Promise<void> {
  const { clusters, people, registry, runs, terminals } = parts
  registry.close()
  // Before the connections are waited for: each shell holds one.
  const shells = terminals.close('Portlight is being restarted.')
  const idle = setInterval(
    () => 'closeIdleConnections' in server && server.closeIdleConnections(),
    50,
  )
  const cut = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    void sockets.cut()
  }, patience)
  await new Promise((closed) => server.close(closed))
  clearInterval(idle)
  clearTimeout(cut)
  // What was sent comes to its end, what a run has to put back is put back.
  await Promise.all([Promise.race([runs.over(), sleep(patience)]), shells])
  people.close()
  await clusters.close()
}
