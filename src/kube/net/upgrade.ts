/** A connection that becomes a WebSocket, or the answer that says why it does not. */
import type { IncomingHttpHeaders } from 'node:http'
import type { WebSocket } from 'ws'
import { dial, type Route } from './dial.ts'
import { bytes, gather, type Bounds, type Received, type Sent } from './exchange.ts'

export interface Upgraded extends Received {
  /** Open and paused where the status is 101. */
  readonly socket: WebSocket | null
}

/** Bytes of one message: an API server sends at most 32 KiB. */
const message = 4 * 1024 * 1024
/** Bytes of a refusal. */
const refusal = 1024 * 1024

export async function upgrade(
  way: Route,
  sent: Sent,
  protocols: readonly string[],
  { signal, progress }: Pick<Bounds, 'signal' | 'progress'>,
): Promise<Upgraded> {
  // Only who opens a shell pays for it.
  const { WebSocket: Socket } = await import('ws')
  const connection = await dial(way, ['http/1.1'], progress, signal)
  progress.step = 'answer'
  // TLS is spoken by the connection already.
  const socket = new Socket(`ws://${way.url.host}${sent.path}`, [...protocols], {
    headers: { ...sent.headers },
    createConnection: () => connection,
    perMessageDeflate: false,
    maxPayload: message,
  })
  return await opened(socket, signal)
}

function opened(socket: WebSocket, signal: AbortSignal): Promise<Upgraded> {
  const { promise, resolve, reject } = Promise.withResolvers<Upgraded>()
  let headers: IncomingHttpHeaders = {}
  const stop = () => {
    socket.terminate()
    reject(signal.reason)
  }
  signal.addEventListener('abort', stop, { once: true })
  socket.once('upgrade', (answer) => (headers = answer.headers))
  socket.once('open', () => {
    socket.pause()
    resolve({ status: 101, headers, body: Buffer.alloc(0), socket })
  })
  socket.once('unexpected-response', (asked, answer) => {
    const body = gather(refusal)
    const read = async () => {
      for await (const chunk of bytes(answer)) body.add(chunk)
      return { status: answer.statusCode ?? 0, headers: answer.headers, body: body.all() }
    }
    read()
      .then((received) => resolve({ ...received, socket: null }), reject)
      .finally(() => asked.destroy())
  })
  socket.on('error', reject)
  return promise.finally(() => signal.removeEventListener('abort', stop))
}
