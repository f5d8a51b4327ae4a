/** An HTTP proxy in front of an API server that notes what it is asked; answers go through unchanged. */
import { createServer } from 'node:http'
import type { Address } from '../../src/kube.ts'
import { forward } from './forward.ts'
import { listen } from './listen.ts'
import { refuses } from './scripted.ts'

export interface Gateway {
  readonly url: string
  /** `GET /api/v1/pods?limit=1`, in the order of arrival. */
  readonly asked: string[]
  /** From now on nothing is allowed: what is open breaks, and every call is answered 403. */
  deny(): void
  close(): void
}

/** @param before is waited for with each path before it is sent on. @param fails the status that a call is answered with, in the API server’s place; 0: none. @param loses calls that are done, and never answered. */
export async function gateway(
  address: Address,
  before: (path: string) => Promise<void> = async () => {},
  fails: (call: string) => number = () => 0,
  loses: (call: string) => boolean = () => false,
): Promise<Gateway> {
  const asked: string[] = []
  let denies = false
  const server = createServer((near, answer) => {
    asked.push(`${near.method} ${near.url}`)
    if (denies) {
      refuses(403, 'forbidden: all of it')(answer, near)
      return
    }
    const status = fails(`${near.method} ${near.url}`)
    if (status !== 0) {
      refuses(status, 'etcdserver: leader changed')(answer, near)
      return
    }
    const lost = loses(`${near.method} ${near.url}`)
    void before(near.url ?? '').then(() => forward(address, near, answer, lost))
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    deny() {
      denies = true
      server.closeAllConnections()
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
