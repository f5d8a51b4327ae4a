/** Other people on this machine stay out: a one-time key in the printed address becomes a cookie. */
import { createHash, randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { NotSignedIn } from '../errors.ts'

/** Sessions that are remembered; the oldest goes first. */
const most = 100

export interface LocalKey {
  /** The key that the next browser brings in `?key=`. */
  current(): string
  readonly guard: MiddlewareHandler
}

/**
 * @param path the cookie's path, the base path or `/`
 * @param port part of the cookie's name: browsers share cookies over ports
 * @param used called with the next key once one was used up
 */
export function localKey(path: string, port: number, used: (key: string) => void): LocalKey {
  const sessions = new Set<string>()
  let key = random()
  const guard: MiddlewareHandler = async (c, next) => {
    const cookie = `pl_local_${port}`
    const url = new URL(c.req.url)
    if (c.req.method === 'GET' && same(url.searchParams.get('key'), key)) {
      key = random()
      used(key)
      setCookie(c, cookie, admit(sessions), { path, httpOnly: true, sameSite: 'Lax' })
      url.searchParams.delete('key')
      return c.redirect(url.pathname.replace(/^\/+/, '/') + url.search, 303)
    }
    if (!sessions.has(digest(getCookie(c, cookie) ?? ''))) {
      throw new NotSignedIn(
        'This Portlight acts with the rights of the person who started it. Open it by the last address in the terminal where it runs: the key in it opens it once, for one browser.',
      )
    }
    return next()
  }
  return { current: () => key, guard }
}

function admit(sessions: Set<string>): string {
  const token = random()
  sessions.add(digest(token))
  if (sessions.size > most) for (const oldest of sessions) if (sessions.delete(oldest)) break
  return token
}

const random = () => randomBytes(24).toString('base64url')
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
/** By digest, so that the time it takes tells nothing. */
const same = (given: string | null, key: string) => given !== null && digest(given) === digest(key)
