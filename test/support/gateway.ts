/** An HTTP proxy in front of an API server that notes what it is asked; answers go through unchanged. */
import { createServer, type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { pipeline } from 'node:stream'
import type { Address } from '../../src/kube.ts'
import { listen } from './listen.ts'

export interface Gateway {
  readonly url: string
  /** `GET /api/v1/pods?limit=1`, in the order of arrival. */
  readonly asked: string[]
  close(): void
}

export async function gateway({ url, ca }: Address): Promise<Gateway> {
  const asked: string[] = []
  const send = url.protocol === 'https:' ? secure : plain
  const server = createServer((near, answer) => {
    asked.push(`${near.method} ${near.url}`)
    const { method, url: path } = near
    const headers = { ...near.headers, host: url.host }
    const { hostname, port } = url
    const options = { hostname, port, method, path, headers, ...(ca && { ca }) }
    const far = send(options, (found: IncomingMessage) => {
      answer.writeHead(found.statusCode ?? 502, found.headers)
      pipeline(found, answer, () => {})
    })
    far.on('error', () => answer.destroy())
    pipeline(near, far, () => {})
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
