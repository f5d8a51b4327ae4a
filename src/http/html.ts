/** HTML out: rendered, compressed, never stored by a cache. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { render, type Views } from '../views.ts'
import type { Env } from './env.ts'
import { isHeld, tagOf } from './etag.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Only what a boosted link replaces is wanted: the title and `<main>`. */
export function wantsMain(c: Context<Env>): boolean {
  return (
    c.req.header('hx-request') === 'true' && (c.req.header('hx-target') ?? '').endsWith('#main')
  )
}

/** What is ready to be sent; nothing of the answer is set before. */
export type Drawn = () => Promise<Response> | Response

/** The same where a client may have it already. @param marks what says that it is the same. */
export function tagged<K extends keyof Views>(
  c: Context<Env>,
  view: K,
  data: Views[K],
  marks: unknown,
  status = 200,
): Drawn {
  const tag = status !== 200 ? null : tagOf(view, JSON.stringify(marks))
  if (tag !== null && isHeld(c, tag)) {
    return () => {
      c.header('etag', tag)
      c.header('vary', vary)
      return c.body(null, 304)
    }
  }
  const ready = packed(c, render(view, data))
  // Who sends it hears of a failure.
  ready.catch(() => {})
  return async () => {
    if (tag !== null) c.header('etag', tag)
    c.header('vary', vary)
    return sent(c, await ready, page, status)
  }
}

/** What another answer is given for; who is asking is not among them: nothing of this is stored. */
const vary = 'accept, accept-encoding, hx-request, hx-target, hx-history-restore-request'
const page = 'text/html; charset=utf-8'

/** Answers with a template. */
export function html<K extends keyof Views>(
  c: Context<Env>,
  view: K,
  data: Views[K],
  status = 200,
): Promise<Response> {
  c.header('vary', vary)
  return send(c, render(view, data), page, status)
}

/** Answers with any text, compressed where that helps. */
export async function send(
  c: Context<Env>,
  text: string,
  type: string,
  status = 200,
): Promise<Response> {
  return sent(c, await packed(c, text), type, status)
}

interface Packed {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly encoding: 'br' | 'gzip' | null
}

async function packed(c: Context<Env>, text: string): Promise<Packed> {
  const accepted = c.req.header('accept-encoding') ?? ''
  if (text.length >= 1000 && /\bbr\b/.test(accepted)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    }
    return { body: new Uint8Array(await brotli(text, { params })), encoding: 'br' }
  }
  if (text.length >= 1000 && /\bgzip\b/.test(accepted))
    return { body: new Uint8Array(await zip(text)), encoding: 'gzip' }
  return { body: text, encoding: null }
}

function sent(c: Context<Env>, { body, encoding }: Packed, type: string, status: number): Response {
  c.header('content-type', type)
  if (encoding !== null) c.header('content-encoding', encoding)
  return c.body(body, status as ContentfulStatusCode)
}
