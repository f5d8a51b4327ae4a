/** An HTTP proxy in front of an API server that notes what it is asked; answers go through unchanged. */
import { createServer, type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { pipeline } from 'node:stream'
import type { Address } from '../../src/kube.ts'
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

/** @param before is waited for with each path before it is sent on. */
export async function gateway(
  { url, ca }: Address,
  before: (path: string) => Promise<void> = async () => {},
): Promise<Gateway> {
  const asked: string[] = []
  const send = url.protocol === 'https:' ? secure : plain
  let denies = false
  const server = createServer((near, answer) => {
    asked.push(`${near.method} ${near.url}`)
    if (denies) {
      refuses(403, 'forbidden: all of it')(answer, near)
      return
    }
    const { method, url: path } = near
    const headers = { ...near.headers, host: url.host }
    const { hostname, port } = url
    const options = { hostname, port, method, path, headers, ...(ca && { ca }) }
    const far = send(options, (found: IncomingMessage) => {
      if (answer.destroyed) {
        found.destroy()
        return
      }
      // A watch may say nothing for long: its head comes first.
      answer.writeHead(found.statusCode ?? 502, found.headers).flushHeaders()
      pipeline(found, answer, () => {})
    })
    far.on('error', () => answer.destroy())
    void before(path ?? '').then(() => pipeline(near, far, () => {}))
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
