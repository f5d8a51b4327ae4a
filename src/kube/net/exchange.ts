/** One request and its answer, whatever carries them. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { gunzip } from 'node:zlib'
import { Fault } from '../fault.ts'
import type { Progress } from '../fault.ts'

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body?: string
  /** May be sent again when the connection breaks under it. */
  readonly repeatable: boolean
}

export interface Bounds {
  readonly signal: AbortSignal
  readonly progress: Progress
  /** At most so many bytes of body. */
  readonly bytes: number
}

export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** The server has not taken the call: whatever it asks for, it may be sent again. */
export class Untaken extends Error {}

/** The answer's head; the body is still to come. */
export interface Opened {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
}

/** A body's chunks; without an encoding set they are Buffers. */
export function bytes(body: Readable): AsyncIterable<Buffer> {
  return body
}

/** Gathers a body; the returned functions are for `data` and `end`. Over the cap: a `Fault`. */
export function gather(cap: number): { add(chunk: Buffer): void; all(): Buffer } {
  const chunks: Buffer[] = []
  let size = 0
  return {
    add(chunk) {
      size += chunk.length
      if (size > cap) throw tooLarge(cap)
      chunks.push(chunk)
    },
    all: () => Buffer.concat(chunks, size),
  }
}

/** The body as it was before a proxy packed it; we never ask for packing. */
export async function unpack(received: Received, cap: number): Promise<Received> {
  const packing = received.headers['content-encoding'] ?? 'identity'
  if (packing === 'identity' || received.body.length === 0) return received
  if (packing !== 'gzip')
    throw new Fault('answer', `it is packed as ${packing}, which was not asked for`)
  return { ...received, body: await inflate(received.body, cap) }
}

function inflate(packed: Buffer, cap: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    gunzip(packed, { maxOutputLength: cap }, (error, body) => {
      if (error === null) resolve(body)
      else if (error.name === 'RangeError') reject(tooLarge(cap))
      else reject(new Fault('answer', 'its gzip body is broken', { cause: error }))
    })
  })
}

function tooLarge(cap: number): Fault {
  const said = `the answer is larger than ${Math.round(cap / 1024 / 1024)} MiB`
  return new Fault('answer', said, { advice: 'Ask for less: one namespace, or a selector.' })
}
