/** WebSockets, as the adaptor of Hono wants them. Their library is read for the first that is asked for: most processes never see one. */
import { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocketServerLike } from '@hono/node-server'
import type { WebSocket, WebSocketServer } from 'ws'

/** What passes the guards of a page becomes a WebSocket. */
export class Sockets extends EventEmitter {
  readonly options = { noServer: true, perMessageDeflate: false, maxPayload: 64 * 1024 } as const
  #server: Promise<WebSocketServer> | null = null

  handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    done: (socket: WebSocket) => void,
  ): void {
    this.#server ??= import('ws').then((ws) => new ws.WebSocketServer(this.options))
    void this.#server.then((server) => server.handleUpgrade(request, socket, head, done))
  }

  /** Those that have not ended by themselves are cut. */
  async cut(): Promise<void> {
    for (const socket of (await this.#server)?.clients ?? []) socket.terminate()
  }

  /** Called with the server's own end: each socket has ended by then. */
  close(): void {
    this.removeAllListeners()
  }

  /** The adaptor's types know no exact optional properties. */
  adapted(): WebSocketServerLike {
    return this as unknown as WebSocketServerLike
  }
}
