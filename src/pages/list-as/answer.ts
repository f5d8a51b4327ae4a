/** Sends texts: with a mark where they are few, else as they are made and taken, packed where that is wanted. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { isHeld, tagOf } from '../../http/etag.ts'
import { send } from '../../http/html.ts'
import { type Form, typeOf } from '../../http/negotiate.ts'

/** Characters of an answer that are kept until it is whole. */
const most = 2 * 1024 * 1024

export interface Sent {
  readonly form: Form
  /** Of a file, without its end. */
  readonly name: string
  readonly texts: AsyncGenerator<string>
  /** Ends what the texts are read from. */
  readonly over: AbortController
}

/** What fails before the first texts are there is thrown; behind them it breaks the answer off. */
export async function answered(c: Context<Env>, sent: Sent): Promise<Response> {
  const { form, name, texts, over } = sent
  const { begin, whole } = await gathered(texts)
  const type = typeOf(form, c)
  c.header('content-type', type)
  c.header('cache-control', 'private, no-cache')
  c.header('vary', 'accept, accept-encoding, authorization, cookie')
  c.header('content-disposition', `inline; filename="${name}.${form}"`)
  if (whole) {
    const tag = tagOf(form, begin)
    c.header('etag', tag)
    return isHeld(c, tag) ? c.body(null, 304) : send(c, begin, type)
  }
  // Nobody takes the body of a HEAD, and nobody leaves it.
  if (c.req.method === 'HEAD') {
    over.abort()
    return c.body(null)
  }
  return streamed(c, { ...sent, begin })
}

async function gathered(texts: AsyncGenerator<string>) {
  const found: string[] = []
  let length = 0
  while (length < most) {
    const { value, done } = await texts.next()
    if (done === true) return { begin: found.join(''), whole: true }
    found.push(value)
    length += value.length
  }
  return { begin: found.join(''), whole: false }
}

function streamed(c: Context<Env>, sent: Sent & { readonly begin: string }): Response {
  const body = bodyOf(sent)
  c.header('cache-control', 'no-store, no-transform')
  c.header('x-accel-buffering', 'no')
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(body)
  c.header('content-encoding', 'gzip')
  return c.body(body.pipeThrough(new CompressionStream('gzip')))
}

function bodyOf({ begin, texts, over }: Sent & { readonly begin: string }) {
  let first: string | null = begin
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(out) {
        try {
          const { value, done } =
            first === null ? await texts.next() : { value: first, done: false }
          first = null
          if (done === true) out.close()
          else out.enqueue(new Uint8Array(Buffer.from(value)))
        } catch (error) {
          out.error(error)
        }
      },
      async cancel() {
        over.abort()
        await texts.return(undefined).catch(() => {})
      },
    },
    { highWaterMark: 0 },
  )
}
