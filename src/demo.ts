/** The demo cluster: an API server in memory, spoken to over HTTP like any other. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { serve } from './demo/server.ts'
import { Store } from './demo/store.ts'
import { build, worldOf } from './demo/world.ts'
import { follow } from './demo/follow.ts'

export interface Demo {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly features: readonly string[]
  /** Ends every stream and frees the port. */
  close(): Promise<void>
}

/** What this API server can do: tests that need more skip it. */
export const features: readonly string[] = (
  'version discovery table metadata yaml custom-resources paging label-selectors field-selectors ' +
  'watch watch-table bookmarks gone update create eviction merge-patch apply delete delete-preconditions finalizers ' +
  'scale strategic-patch controllers exec garbage-collection access-review rules-review self-subject-review people logs logs-follow'
).split(' ')

/**
 * Listens on 127.0.0.1.
 * @param options.port 0, the default, lets the system choose
 */
export async function startDemo(options: { port?: number } = {}): Promise<Demo> {
  const [begun, before] = [Date.now(), performance.now()]
  const clock = () => begun + performance.now() - before
  const world = worldOf(new Store(48_210, build(begun)), clock)
  follow(world)
  const server = serve(world)
  /* Those of shells are no longer the server's own. */
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)))
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    features,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
