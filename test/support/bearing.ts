/** A proxy that signs people in: with each request it sends the token that its person has at the moment, and passes all else on. */
import { createServer, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { listen } from './listen.ts'

export interface Bearing {
  readonly url: URL
  stop(): void
}

export async function bearing(to: URL, token: () => string): Promise<Bearing> {
  const headersOf = ({ headers }: IncomingMessage) => ({
    ...headers,
    authorization: `Bearer ${token()}`,
  })
  const far = { hostname: to.hostname, port: to.port }
  const server = createServer((near, answer) => {
    const { method, url: path } = near
    const sent = request({ ...far, method, path, headers: headersOf(near) }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers).flushHeaders()
      found.on('error', () => answer.destroy()).pipe(answer)
    })
    sent.on('error', () => answer.destroy())
    answer.once('close', () => sent.destroy())
    near.pipe(sent)
  })
  const open = new Set<Socket>()
  server.on('upgrade', (near, duplex, head) => {
    const [wire, on] = [duplex as Socket, connect(Number(to.port), to.hostname)]
    const lines = Object.entries(headersOf(near)).map(
      ([name, value]) => `${name}: ${String(value)}`,
    )
    on.write([`GET ${near.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
    on.write(head)
    for (const [one, other] of [
      [wire, on],
      [on, wire],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy()).once('close', () => other.destroy())
      one.pipe(other)
    }
  })
  return {
    url: new URL(`http://127.0.0.1:${await listen(server)}`),
    stop() {
      for (const one of open) one.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}
