/** Who is asking, for one cluster: the token in a sealed cookie, or in an Authorization header. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { InvalidInput } from '../errors.ts'
import type { Seal } from './seal.ts'

export interface Session {
  readonly token: string
  /** The person came by cookie, so that there is something to sign out of. */
  readonly cookie: boolean
}

export interface Sessions {
  read(c: Context, cluster: string): Session | null
  /** @throws InvalidInput for a token too large to be kept. */
  start(c: Context, cluster: string, token: string): void
  end(c: Context, cluster: string): void
}

/** Browsers keep 4,096 B of a cookie; what lies in front of it takes some. */
const most = 3500
/** Hours until one signs in anew, whatever the token says. */
const hours = 12

/**
 * @param path the cookie's path: the base path or `/`
 * @param secure served over https: the cookie is called `__Secure-…` and never sent in the clear
 */
export function sessions(seal: Seal, path: string, secure: boolean): Sessions {
  const name = (cluster: string) => `${secure ? '__Secure-' : ''}pl_session.${cluster}`
  const options = { path, secure, httpOnly: true, sameSite: 'Lax' } as const
  const inside = (sealed: string, cluster: string) => fresh(seal.open(sealed, cluster))
  return {
    read(c, cluster) {
      const header = /^Bearer (?<value>\S+)$/i.exec(c.req.header('authorization') ?? '')?.groups
      const sent = header?.['value']
      if (sent !== undefined) return { token: inside(sent, cluster) ?? sent, cookie: false }
      const token = inside(getCookie(c, name(cluster)) ?? '', cluster)
      return token === null ? null : { token, cookie: true }
    },
    start(c, cluster, token) {
      const sealed = seal.close(JSON.stringify({ token, at: Date.now() }), cluster)
      if (sealed.length + name(cluster).length > most) {
        const words = `This token is too large for a cookie (${sealed.length} bytes sealed, at most ${most}).`
        throw new InvalidInput({ token: words })
      }
      setCookie(c, name(cluster), sealed, options)
    },
    end: (c, cluster) => void deleteCookie(c, name(cluster), options),
  }
}

function fresh(text: string | null): string | null {
  if (text === null) return null
  const { token, at } = JSON.parse(text) as { token?: unknown; at?: unknown }
  const valid =
    typeof token === 'string' && typeof at === 'number' && Date.now() - at < hours * 3_600_000
  return valid ? token : null
}
