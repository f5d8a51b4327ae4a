/** One address for one view. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { canonical } from '../views/query.ts'

/** A form sends empty and repeated fields: the address that stays is without them. */
export function settled(c: Context<Env>): Response | null {
  const url = new URL(c.req.url)
  const query = canonical(url.searchParams)
  if (query === null) return null
  const address = url.pathname.replace(/^\/+/, '/') + (query === '' ? '' : `?${query}`)
  if (c.req.header('hx-request') !== 'true') return c.redirect(address, 302)
  c.header('hx-push-url', address)
  return null
}
