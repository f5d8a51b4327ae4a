/** An API server that runs nothing: each exec is answered as a test says. */
import { createServer, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { listen } from './listen.ts'

export interface ExecServer {
  readonly url: URL
  /** Paths with their queries, as they came. */
  readonly asked: string[]
  readonly headers: IncomingMessage['headers'][]
}

export type Refusal = { readonly status: number; readonly body: string }

/** @param plays what becomes of one that was asked for: a refusal, or what its socket does @param protocol the one that it speaks */
export async function execServer(
  plays: (asked: number) => Refusal | ((socket: WebSocket) => void),
  protocol = 'v5.channel.k8s.io',
): Promise<ExecServer> {
  const server = createServer((_, answer) => answer.writeHead(400).end())
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => protocol })
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => {})
    headers.push(request.headers)
    const part = plays(asked.push(request.url ?? '') - 1)
    if (typeof part === 'function') sockets.handleUpgrade(request, connection, head, part)
    else {
      const { status, body } = part
      const length = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`
      connection.end(`HTTP/1.1 ${status} No\r\n${length}\r\n\r\n${body}`)
    }
  })
  const url = new URL(`http://127.0.0.1:${await listen(server)}`)
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
    server.close()
  })
  return { url, asked, headers }
}

export { frame, success } from './exec-frames.ts'
