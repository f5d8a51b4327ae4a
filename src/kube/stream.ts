/** Long streams: a watch or a log, each on a connection of its own, counted against a budget. */
import type { IncomingHttpHeaders } from 'node:http'
import { finished } from 'node:stream'
import type { Readable } from 'node:stream'
import { KubeError } from '../errors.ts'
import { tell } from '../happenings.ts'
import type { Work } from './contract.ts'
import { timed } from './call.ts'
import type { Call, Link, Send } from './call.ts'
import { Fault, codeOf, unreachable } from './fault.ts'
import { longStreams } from './limits.ts'
import { bytes, gather } from './net.ts'
import type { Opened } from './net.ts'
import { places } from './places.ts'

/** The streams that one person has open on one cluster. */
export interface Streams {
  /** Any long call, its bytes as they came: values of Secrets are not hidden. */
  begin: (work: Work, asking: Call) => Promise<Begun>
  close: () => void
}

export interface Begun {
  readonly headers: IncomingHttpHeaders
  readonly body: AsyncIterable<Buffer>
}

export function streams(link: Link, budget = longStreams): Streams {
  const held = places<Opened>(budget, ({ body }) => body.destroy())

  async function begin(work: Work, asking: Call): Promise<Begun> {
    const { value, leave } = await held.take(
      () => timed(link, work, asking, opening),
      () => usedUp(asking, budget),
    )
    const what = asking.limit === 'watch' ? 'watch' : 'log'
    tell('upstream', { what, by: 1 })
    hold(value.body, work, () => {
      leave()
      tell('upstream', { what, by: -1 })
    })
    return { headers: value.headers, body: following(link.address.cluster, value.body, work) }
  }

  return { begin, close: held.close }
}

/** It ends with the work. */
function hold(body: Readable, { signal }: Work, over: () => void): void {
  const end = () => body.destroy()
  signal?.addEventListener('abort', end, { once: true })
  // Also called for a body that broke before anyone could listen.
  finished(body, () => {
    signal?.removeEventListener('abort', end)
    over()
  })
  if (signal?.aborted === true) end()
}

/** A refusal's body is read whole for its words; a stream's is left to the reader. */
const opening: Send<Opened> = async (net, sent, clock) => {
  const received = await net.open(sent, clock)
  if (received.status === 200) {
    checkPacking(received)
    return { head: { ...received, body: Buffer.alloc(0) }, value: () => received }
  }
  const body = gather(1024 * 1024)
  const stop = () => received.body.destroy()
  clock.signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of bytes(received.body)) body.add(chunk)
  } finally {
    clock.signal.removeEventListener('abort', stop)
  }
  return { head: { ...received, body: body.all() }, value: () => received }
}

function checkPacking(opened: Opened): void {
  const packing = opened.headers['content-encoding'] ?? 'identity'
  if (packing === 'identity') return
  opened.body.destroy()
  throw new Fault('answer', `the stream is packed as ${packing}, which was not asked for`)
}

/** Ends quietly with the work; a broken connection is `Unreachable`. */
async function* following(cluster: string, body: Readable, work: Work): AsyncGenerator<Buffer> {
  try {
    yield* bytes(body)
  } catch (error) {
    if (work.signal?.aborted === true) return
    throw unreachable(cluster, broken(error), 'connection')
  } finally {
    body.destroy()
  }
}

// Node's own word for it is "aborted".
function broken(cause: unknown): unknown {
  if (codeOf(cause) !== 'ECONNRESET') return cause
  return new Fault('connection', 'the connection broke while the stream came', { cause })
}

function usedUp({ asked }: Call, budget: number): KubeError {
  const message = `${budget} live streams are open on this cluster already: close a page and try again.`
  return new KubeError(asked, { status: 429, reason: 'TooManyRequests', message })
}
