/** Stands before an API server and writes down each request, HTTP/2 or HTTP/1.1; passes all on unchanged. */
import { once } from 'node:events'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { Agent, request } from 'node:https'
import { pipeline } from 'node:stream'

export interface Counter {
  readonly server: string
  /** What came since the last time this was asked: `GET /api/v1/pods?limit=100`. */
  taken(): string[]
  close(): void
}

/** @param identity certificate and key that the API server's own clients trust for 127.0.0.1. */
export async function counter(
  server: string,
  ca: string,
  identity: { readonly cert: string; readonly key: string },
): Promise<Counter> {
  let seen: string[] = []
  const agent = new Agent({ ca, keepAlive: true })
  const front = createSecureServer({ ...identity, allowHTTP1: true }, (asked, answer) => {
    seen.push(`${asked.method} ${asked.url}`)
    pass(new URL(asked.url, server), agent, asked, answer)
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  const address = front.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const taken = (): string[] => {
    const all = seen
    seen = []
    return all
  }
  const close = (): void => {
    front.close()
    agent.destroy()
  }
  return { server: `https://127.0.0.1:${port}`, taken, close }
}

function pass(url: URL, agent: Agent, asked: Http2ServerRequest, answer: Http2ServerResponse) {
  const headers = without(asked.headers)
  const sent = request(url, { method: asked.method, headers, agent }, (got) => {
    answer.writeHead(got.statusCode ?? 502, without(got.headers))
    pipeline(got, answer, () => {})
  })
  sent.on('error', () => answer.stream?.close())
  pipeline(asked, sent, () => {})
}

/** HTTP/2 has fields of its own and none of the connection's. */
function without<T extends object>(headers: T): T {
  const hop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host'])
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith(':') && !hop.has(name))
  return Object.fromEntries(kept) as T
}
