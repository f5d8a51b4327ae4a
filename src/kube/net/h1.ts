/** HTTP/1.1: a small pool of kept connections for short calls, and single connections for long streams. */
import { Agent, request } from 'node:http'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { idleTime } from '../limits.ts'
import { as } from '../json.ts'
import type { Progress } from '../fault.ts'
import { dial } from './dial.ts'
import type { Route } from './dial.ts'
import { bytes, gather } from './exchange.ts'
import type { Bounds, Opened, Received, Sent } from './exchange.ts'
import { gate } from './gate.ts'

export interface Pool {
  send(sent: Sent, bounds: Bounds): Promise<Received>
  /** Takes over a socket that was opened to learn the protocol. */
  adopt(socket: Socket): void
  close(): void
}

export function pool(way: Route, size: number): Pool {
  const places = gate(size)
  const spare: Socket[] = []
  const agent = keepingAgent(way, size, spare)
  return {
    async send(sent, bounds) {
      const leave = await places.enter(bounds)
      // The agent has the socket back only after `close`; leaving earlier would open one more.
      return await exchange(agent, way, sent, bounds)
        .catch((error: unknown) => {
          dropIdle(agent)
          throw error
        })
        .finally(() => setImmediate(leave))
    },
    adopt: (socket) => void spare.push(socket),
    close() {
      agent.destroy()
      for (const socket of spare) socket.destroy()
    },
  }
}

/** One connection for one long answer. The body has an error handler; destroying it closes the socket. */
export async function single(
  way: Route,
  sent: Sent,
  bounds: Pick<Bounds, 'signal' | 'progress'>,
): Promise<Opened> {
  const socket = await dial(way, ['http/1.1'], bounds.progress, bounds.signal)
  bounds.progress.step = 'answer'
  const options = { ...optionsOf(way, sent), createConnection: () => socket }
  const { answer, asked } = await headOf(request(options), sent, bounds.signal)
  answer.on('error', () => {})
  answer.once('close', () => asked.destroy())
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: answer }
}

function keepingAgent(way: Route, size: number, spare: Socket[]): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: size, timeout: idleTime })
  agent.createConnection = (options, done): Duplex | undefined => {
    const ready = spare.pop()
    if (ready !== undefined && !ready.destroyed) return ready
    void fresh(way, progressOf(options), done ?? (() => {}))
    return undefined
  }
  return agent
}

async function fresh(
  way: Route,
  progress: Progress,
  done: (error: Error | null, socket: Duplex) => void,
): Promise<void> {
  try {
    const socket = await dial(way, ['http/1.1'], progress)
    progress.step = 'answer'
    done(null, socket)
  } catch (error) {
    // With an error the agent does not look at the socket, but the type wants one.
    done(error instanceof Error ? error : new Error('dial'), as<Duplex>(undefined))
  }
}

// When one kept connection turns out broken the others may be too: the second try needs a new one.
function dropIdle(agent: Agent): void {
  for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
}

// The agent hands the request's own options through to createConnection.
function progressOf(options: object): Progress {
  return 'progress' in options ? as<Progress>(options.progress) : { step: 'connection' }
}

async function exchange(agent: Agent, way: Route, sent: Sent, bounds: Bounds): Promise<Received> {
  bounds.progress.step = 'answer'
  const options = { ...optionsOf(way, sent), agent, progress: bounds.progress }
  const { answer, asked } = await headOf(request(options), sent, bounds.signal)
  const body = gather(bounds.bytes)
  const stop = () => asked.destroy(bounds.signal.reason)
  bounds.signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of bytes(answer)) body.add(chunk)
  } catch (error) {
    asked.destroy()
    throw error
  } finally {
    bounds.signal.removeEventListener('abort', stop)
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: body.all() }
}

function optionsOf(way: Route, sent: Sent): RequestOptions {
  return {
    method: sent.method,
    path: sent.path,
    headers: { ...sent.headers, host: way.url.host },
    setHost: false,
    host: way.url.hostname,
    protocol: 'http:',
  }
}

function headOf(
  asked: ClientRequest,
  sent: Sent,
  signal: AbortSignal,
): Promise<{ answer: IncomingMessage; asked: ClientRequest }> {
  return new Promise((resolve, reject) => {
    const stop = () => asked.destroy(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    asked.on('error', reject)
    asked.once('close', () => signal.removeEventListener('abort', stop))
    asked.once('response', (answer) => {
      signal.removeEventListener('abort', stop)
      resolve({ answer, asked })
    })
    // A string would make Node write the headers as UTF-8: a name beyond ASCII would be encoded twice.
    asked.end(sent.body === undefined ? undefined : Buffer.from(sent.body))
  })
}
