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

/** The same where a client may have it already. @param marks what says that it is the same; null: nothing does. */
export function tagged<K extends keyof Views>(
  c: Context<Env>,
  view: K,
  data: Views[K],
  marks: unknown,
  status = 200,
): Drawn {
  const tag = marks === null || status !== 200 ? null : tagOf(view, JSON.stringify(marks))
  const text = tag !== null && isHeld(c, tag) ? null : render(view, data)
  return () => {
    if (tag !== null) c.header('etag', tag)
    if (text !== null) return page(c, text, status)
    c.header('vary', vary)
    return c.body(null, 304)
  }
}

/** What another answer is given for; who is asking is not among them: nothing of this is stored. */
const vary = 'accept, accept-encoding, hx-request, hx-target'

/** Answers with a template. */
export function html<K extends keyof Views>(
  c: Context<Env>,
  view: K,
  data: Views[K],
  status = 200,
): Promise<Response> {
  return page(c, render(view, data), status)
}

function page(c: Context<Env>, text: string, status: number): Promise<Response> {
  c.header('vary', vary)
  return send(c, text, 'text/html; charset=utf-8', status)
}

/** Answers with any text, compressed where that helps. */
export async function send(
  c: Context<Env>,
  text: string,
  type: string,
  status = 200,
): Promise<Response> {
  const accepted = c.req.header('accept-encoding') ?? ''
  c.header('content-type', type)
  if (text.length < 1000) return c.body(text, status as ContentfulStatusCode)
  if (/\bbr\b/.test(accepted)) {
    c.header('content-encoding', 'br')
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    }
    return c.body(new Uint8Array(await brotli(text, { params })), status as ContentfulStatusCode)
  }
  if (!/\bgzip\b/.test(accepted)) return c.body(text, status as ContentfulStatusCode)
  c.header('content-encoding', 'gzip')
  return c.body(new Uint8Array(await zip(text)), status as ContentfulStatusCode)
}
