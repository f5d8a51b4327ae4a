/** An HTTP proxy in front of an API server that breaks lists and watches: refusals, cuts, halves, garbage. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { pipeline } from 'node:stream'
import type { Address } from '../../src/kube.ts'
import { listen } from './listen.ts'
import { error, refuses } from './scripted.ts'

export interface Breaker {
  readonly url: URL
  /** Whether anything is broken, as it is at first. */
  wild: boolean
  /** How often each fault came about. */
  readonly broken: Map<string, number>
  /** Connections open now. */
  open(): number
  close(): void
}

/** Answers in the server's place, or does something to its answer. True: nothing else is to be sent. */
type Fault = (answer: ServerResponse, found: IncomingMessage) => boolean

const refusals: Readonly<Record<string, Fault>> = {
  '410': refused(410, 'too old resource version'),
  '429': refused(429, 'too many requests', { 'retry-after': '0' }),
  '500': refused(500, 'etcdserver: leader changed'),
  '503': refused(503, 'the server is shutting down'),
}

const breaks: Readonly<Record<string, Fault>> = {
  reset: after(({ socket }) => socket?.resetAndDestroy()),
  end: after((answer) => answer.end()),
  half: after((answer) => answer.end('{"type":"ADDED","object":{"kind":"Tab')),
  garbage: after((answer) => answer.write('\u0000\u2028 garbage\n')),
  gone: after((answer) => answer.end(`${JSON.stringify(error(410, 'too old'))}\n`)),
  error: after((answer) => answer.end(`${JSON.stringify(error(500, 'etcd is away'))}\n`)),
}

/** Faults of watches come after some lines, so that they fall between events and inside the beginning. */
export async function breaker({ url, ca }: Address): Promise<Breaker> {
  const send = url.protocol === 'https:' ? secure : plain
  const broken = new Map<string, number>()
  const held = new Set<object>()
  const server = createServer((near, answer) => {
    const { method, url: path = '' } = near
    const headers = { ...near.headers, host: url.host }
    const { hostname, port } = url
    const far = send({ hostname, port, method, path, headers, agent: false, ...(ca && { ca }) })
    far.on('response', (found) => {
      // Who asked has left meanwhile.
      if (answer.destroyed) {
        found.destroy()
        return
      }
      if (state.wild && !path.startsWith('/version') && play(path, answer, found)) return
      answer.writeHead(found.statusCode ?? 502, found.headers)
      pipeline(found, answer, () => {})
    })
    far.on('error', () => answer.destroy())
    answer.on('close', () => far.destroy())
    far.end()
  })
  server.on('connection', (socket) => {
    held.add(socket)
    socket.once('close', () => held.delete(socket))
  })

  function play(path: string, answer: ServerResponse, found: IncomingMessage): boolean {
    const watch = path.includes('watch=true')
    // A list must come through at times, a watch that is left whole would stay so.
    if (!watch && Math.random() < 0.5) return false
    const faults = watch && Math.random() < 0.7 ? breaks : refusals
    const all = Object.entries(faults)
    const [name, fault] = all[Math.floor(Math.random() * all.length)]!
    broken.set(name, (broken.get(name) ?? 0) + 1)
    return fault(answer, found)
  }

  const state: Breaker = {
    url: new URL(`http://127.0.0.1:${await listen(server)}`),
    wild: true,
    broken,
    open: () => held.size,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return state
}

function refused(code: number, message: string, headers: Record<string, string> = {}): Fault {
  return (answer, found) => {
    found.destroy()
    refuses(code, message, headers)(answer, found)
    return true
  }
}

/** Passes some whole lines on, then breaks; what comes later goes through if the answer is still open. */
function after(act: (answer: ServerResponse) => unknown): Fault {
  return (answer, found) => {
    let left = 1 + Math.floor(Math.random() * 12)
    let rest = Buffer.alloc(0)
    answer.writeHead(found.statusCode ?? 502, found.headers).flushHeaders()
    found.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
        if (!answer.writableEnded && !answer.destroyed) answer.write(rest.subarray(0, at + 1))
        rest = rest.subarray(at + 1)
        left -= 1
        if (left === 0) act(answer)
      }
    })
    found.on('end', () => answer.end())
    found.on('error', () => answer.destroy())
    return true
  }
}
