/** One address for one view. */
import type { Context } from 'hono'
import { embedded } from '../http/embedded.ts'
import type { Env } from '../http/env.ts'
import { canonical } from '../views/query.ts'

/** A form sends empty and repeated fields: the address that stays is without them. */
export function settled(c: Context<Env>): Response | null {
  const url = new URL(c.req.url)
  const query = canonical(url.searchParams)
  if (query === null) return null
  const address = url.pathname.replace(/^\/+/, '/') + (query === '' ? '' : `?${query}`)
  if (c.req.header('hx-request') !== 'true')
    return c.redirect(address + stillChoosing(url, query), 302)
  // A frame adds nothing to the history of the page around it.
  c.header(embedded(c) ? 'hx-replace-url' : 'hx-push-url', address)
  return null
}

/** Without scripts a page whose column was moved comes with its chooser, to move it on. */
function stillChoosing({ searchParams }: URL, query: string): string {
  const moves = searchParams.has('up') || searchParams.has('down')
  return moves ? `${query === '' ? '?' : '&'}choose=1` : ''
}
