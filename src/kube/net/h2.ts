/** One HTTP/2 session: many short calls on one connection, watched by pings. */
import { connect, constants } from 'node:http2'
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2'
import type { Socket } from 'node:net'
import { idleTime, pingEvery, shortStreams } from '../limits.ts'
import { Untaken, gather } from './exchange.ts'
import type { Bounds, Received, Sent } from './exchange.ts'
import { gate } from './gate.ts'

export interface Session {
  send(sent: Sent, bounds: Bounds): Promise<Received>
  /** False once the server said goodbye or the connection broke. */
  usable(): boolean
  close(): void
}

/** Speaks HTTP/2 on a connected socket. Holds the process only while a call is under way. */
export function session(url: URL, socket: Socket): Session {
  const places = gate(shortStreams)
  const wire = connect(url, {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: 1 << 20 },
  })
  let live = true
  const end = () => {
    live = false
  }
  wire.on('connect', () => wire.setLocalWindowSize(1 << 24))
  wire.on('error', end).on('close', end).on('goaway', end)
  beat(wire)
  const rest = resting(wire)
  return {
    async send(sent, bounds) {
      const leave = await places.enter(bounds)
      rest.wake()
      return await exchange(wire, url, sent, bounds).finally(() => {
        leave()
        rest.sleep()
      })
    },
    usable: () => live && !wire.closed && !wire.destroyed,
    close: () => wire.destroy(),
  }
}

/** No answer to a ping until the next is due: the way is dead, whatever TCP believes. */
function beat(wire: ClientHttp2Session): void {
  let waiting = false
  const timer = setInterval(() => {
    // It says so later: until then a ping would throw.
    if (wire.destroyed) return clearInterval(timer)
    if (waiting) {
      const said = `no answer to a ping within ${pingEvery / 1000} s`
      wire.destroy(Object.assign(new Error(said), { code: 'ETIMEDOUT' }))
      return
    }
    waiting = wire.ping((error) => {
      waiting = error !== null
    })
  }, pingEvery)
  timer.unref()
  wire.once('close', () => clearInterval(timer))
}

function resting(wire: ClientHttp2Session): { wake(): void; sleep(): void } {
  let busy = 0
  let idle: NodeJS.Timeout | undefined
  const sleep = () => {
    if (!wire.destroyed) wire.unref()
    idle = setTimeout(() => wire.close(), idleTime).unref()
  }
  sleep()
  return {
    wake() {
      busy += 1
      clearTimeout(idle)
      if (!wire.destroyed) wire.ref()
    },
    sleep() {
      busy -= 1
      if (busy === 0) sleep()
    },
  }
}

function exchange(
  wire: ClientHttp2Session,
  url: URL,
  sent: Sent,
  bounds: Bounds,
): Promise<Received> {
  bounds.progress.step = 'answer'
  return new Promise((resolve, reject) => {
    bounds.signal.throwIfAborted()
    const stream = begun(wire, url, sent)
    const stop = () => {
      stream.close(constants.NGHTTP2_CANCEL)
      reject(bounds.signal.reason)
    }
    bounds.signal.addEventListener('abort', stop, { once: true })
    stream.once('close', () => bounds.signal.removeEventListener('abort', stop))
    receive(stream, bounds.bytes, resolve, reject)
    if (sent.body !== undefined) stream.end(sent.body)
  })
}

/** Throws `Untaken` where the session said goodbye while the call waited for its turn. */
function begun(wire: ClientHttp2Session, url: URL, sent: Sent): ClientHttp2Stream {
  try {
    return wire.request(headersOf(url, sent), { endStream: sent.body === undefined })
  } catch (cause) {
    throw wire.closed || wire.destroyed ? untaken(cause) : cause
  }
}

function untaken(cause: unknown): Untaken {
  return new Untaken('the server closes its connections before it takes a call', { cause })
}

function receive(
  stream: ClientHttp2Stream,
  cap: number,
  resolve: (received: Received) => void,
  reject: (error: unknown) => void,
): void {
  const body = gather(cap)
  let head: IncomingHttpHeaders & { ':status'?: number | undefined } = {}
  let whole = false
  stream.once('response', (headers) => {
    head = headers
  })
  stream.on('data', (chunk: Buffer) => {
    try {
      body.add(chunk)
    } catch (error) {
      reject(error)
      stream.close(constants.NGHTTP2_CANCEL)
    }
  })
  stream.once('end', () => {
    whole = true
  })
  // RFC 9113 §8.7: of a stream that is refused, as those after a GOAWAY are, nothing was done.
  const fail = (error: Error) =>
    reject(stream.rstCode === constants.NGHTTP2_REFUSED_STREAM ? untaken(error) : error)
  stream.on('error', fail)
  // A stream may end without error when its session dies under it; `close` says whether it is whole.
  stream.once('close', () => {
    const status = head[':status']
    const complete = whole && status !== undefined && stream.rstCode === constants.NGHTTP2_NO_ERROR
    if (complete) resolve({ status, headers: head, body: body.all() })
    else fail(broken())
  })
}

function broken(): Error {
  return Object.assign(new Error('the connection broke while the answer came'), {
    code: 'ECONNRESET',
  })
}

function headersOf(url: URL, sent: Sent): Record<string, string | string[]> {
  return {
    ...sent.headers,
    ':method': sent.method,
    ':path': sent.path,
    ':scheme': 'https',
    ':authority': url.host,
  }
}
