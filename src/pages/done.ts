/** What was just done, said once on the page that follows. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Env } from '../http/env.ts'
import { keep } from './cookie.ts'

const cookie = 'pl_done'
/** Of the words: a cookie is sent with each request until it was read. */
const most = 300

/** Sealed: another site of the same domain may set a cookie here, and its words would be taken for ours. */
const about = (path: string) => `done ${path}`

/** @param to the address of the page that says it: its path counts. */
export function remember(c: Context<Env>, to: string, words: string): void {
  const [path = ''] = to.split('?')
  keep(c, cookie, c.var.parts.tickets.issue(words.slice(0, most), about(path)), 60 / 86_400)
}

/** Empty where nothing was done, or another page is to say it. */
export function done(c: Context<Env>): string {
  const kept = getCookie(c, cookie)
  if (kept === undefined) return ''
  const words = c.var.parts.tickets.take(kept, about(new URL(c.req.url).pathname))
  if (words === null) return ''
  keep(c, cookie, '')
  return words
}
