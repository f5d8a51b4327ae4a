/** A response of server-sent events: as fast as the reader reads, alive through proxies, ended with its reader. */
import { constants } from 'node:http2'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { tell } from '../happenings.ts'
import { compressor, type Compressor, plain } from './sse-encoding.ts'

/** One event. `event` absent: htmx swaps the data in; else it becomes a DOM event of that name. */
export interface Message {
  readonly event?: string
  /** What the browser sends back as Last-Event-ID. */
  readonly id?: string
  readonly data: string
  /** Milliseconds until the browser comes back after a cut, from here on. */
  readonly retry?: number
  /** Hears how many bytes it became on the wire. */
  readonly sent?: (bytes: number) => void
}

/** How messages are written. */
export interface Wire {
  readonly type: string
  readonly encode: (message: Message) => string
  /** Milliseconds of silence before a message `beat` is written, a sign of life. */
  readonly beat: number
}

/** A page that hears nothing for two beats says that it is stale. */
const events: Wire = { type: 'text/event-stream; charset=utf-8', encode, beat: 8000 }

/** Milliseconds after which a reader that takes nothing is dropped: even a beat has waited for it since then. */
const patience = 60_000

/** The text of one event (WHATWG HTML, event stream): no line break of the data can forge a field. */
export function encode({ event, id, data, retry }: Message): string {
  const head = [
    ...(event === undefined ? [] : [`event: ${oneLine(event)}`]),
    ...(id === undefined ? [] : [`id: ${oneLine(id)}`]),
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
  ]
  const body = `data: ${data.replaceAll(/\r\n|\r|\n/g, '\ndata: ')}`
  return `${[...head, body].join('\n')}\n\n`
}

const oneLine = (text: string) => text.replaceAll(/[\r\n\0]/g, '')

/**
 * Pulls from `messages` only while the reader takes them, so that a slow reader holds back its own
 * source and nothing piles up here. One that takes nothing for `waits` ms is dropped with a reset.
 * `messages` ends the stream; the signal ends `messages`.
 */
export function stream(
  c: Context,
  messages: (signal: AbortSignal) => AsyncIterable<Message>,
  down: AbortSignal,
  waits = patience,
  wire = events,
): Response {
  const gone = new AbortController()
  const signal = AbortSignal.any([gone.signal, c.req.raw.signal, down])
  const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  const encoding = zipped ? compressor() : plain()
  const source = messages(signal)[Symbol.asyncIterator]()
  tell('stream', 1)
  signal.addEventListener('abort', left, { once: true })
  if (signal.aborted) left()
  // A signal made of others lives, with all that listens to it, until it is aborted.
  const pull = puller(source, encoding, wire, () => gone.abort())
  const body = new ReadableStream<Uint8Array>(
    {
      pull: watched(pull, signal, waits, () => drop(c)),
      async cancel() {
        gone.abort()
        await source.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'content-type': wire.type,
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      vary: 'accept-encoding',
      ...(zipped && { 'content-encoding': 'gzip' }),
    },
  })
}

type Pull = (out: ReadableStreamDefaultController<Uint8Array>) => Promise<void>

/** Calls `late` where the reader does not come back for the next piece. */
function watched(pull: Pull, signal: AbortSignal, ms: number, late: () => void): Pull {
  let timer: NodeJS.Timeout | undefined
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  return async (out) => {
    clearTimeout(timer)
    await pull(out)
    if (!signal.aborted) timer = setTimeout(late, ms).unref()
  }
}

const left = () => tell('stream', -1)

/** The socket is reset, over HTTP/2 this stream of it: what it has not taken is not sent any more. */
function drop(c: Context<{ Bindings: Partial<HttpBindings | Http2Bindings> }>): void {
  const { outgoing } = c.env
  if (outgoing === undefined) return
  if ('stream' in outgoing) outgoing.stream.close(constants.NGHTTP2_CANCEL)
  else outgoing.socket?.resetAndDestroy()
}

/** One pull gives one event, or a beat where none came in time. */
function puller(
  source: AsyncIterator<Message>,
  encoding: Compressor,
  wire: Wire,
  over: () => void,
) {
  let next: Promise<IteratorResult<Message>> | null = null
  return async (out: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    next ??= source.next()
    const silence = quiet(wire.beat)
    const result = await Promise.race([next, silence.promise]).finally(silence.stop)
    if (result === 'silence')
      return out.enqueue(await encoding.chunk(wire.encode({ event: 'beat', data: '' })))
    next = null
    if (result.done !== true) {
      const bytes = await encoding.chunk(wire.encode(result.value))
      result.value.sent?.(bytes.length)
      return out.enqueue(bytes)
    }
    out.enqueue(await encoding.end())
    out.close()
    over()
  }
}

function quiet(ms: number) {
  const { promise, resolve } = Promise.withResolvers<'silence'>()
  const timer = setTimeout(() => resolve('silence'), ms).unref()
  return { promise, stop: () => clearTimeout(timer) }
}
