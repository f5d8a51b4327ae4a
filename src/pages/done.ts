/** What was just done, said once on the page that follows. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Env } from '../http/env.ts'
import { keep } from './cookie.ts'

const cookie = 'pl_done'
/** Of the words: a cookie is sent with each request until it was read. */
const most = 300

/** @param to the address of the page that says it: its path counts. */
export function remember(c: Context<Env>, to: string, words: string): void {
  keep(c, cookie, JSON.stringify([to.split('?')[0], words.slice(0, most)]), 60 / 86_400)
}

/** Empty where nothing was done, or another page is to say it. */
export function done(c: Context<Env>): string {
  const [to, words] = read(getCookie(c, cookie) ?? '')
  if (to !== new URL(c.req.url).pathname) return ''
  keep(c, cookie, '')
  return words
}

function read(value: string): readonly [string, string] {
  try {
    const said: unknown = JSON.parse(value)
    if (!Array.isArray(said)) return ['', '']
    return [String(said[0] ?? ''), String(said[1] ?? '').slice(0, most)]
  } catch {
    return ['', '']
  }
}
