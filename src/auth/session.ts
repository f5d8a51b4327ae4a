/** Who is asking, for one cluster: the token in a sealed cookie, or in an Authorization header. */
import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { InvalidInput } from '../errors.ts'
import { isRecord, parsed } from '../json.ts'
import { claimsOf, largest } from './claims.ts'
import { bearerOf } from './bearer.ts'
import type { Seal } from './seal.ts'

export interface Session {
  readonly token: string
  /** The person came by cookie, so that there is something to sign out of. */
  readonly cookie: boolean
  /** Milliseconds since 1970 at which it ends by itself, unless it is used before; Infinity: when the token does. */
  readonly until: number
  /** The same, however much it is used. */
  readonly latest: number
}

/** It was one, and has ended: why, in a sentence. */
export interface Lapsed {
  readonly lapsed: string
}

export interface Sessions {
  /** Null: nobody who signed in. */
  read(c: Context, cluster: string): Session | Lapsed | null
  /** What was asked for counts as use: a small cookie of its own says when, once it has something new to say. */
  used(c: Context, cluster: string): void
  /** @throws InvalidInput for a token too large to be kept. */
  check(cluster: string, token: string): void
  /** @throws InvalidInput as `check` does. */
  start(c: Context, cluster: string, token: string): void
  end(c: Context, cluster: string): void
}

export interface Limits {
  /** Milliseconds without a request after which one signs in anew. */
  readonly idle: number
  /** Milliseconds until one signs in anew, however much it is used. */
  readonly longest: number
}

/** The cookie's path is the base path or `/`. Secure: served over https; it is called `__Secure-…` and never sent in the clear. */
export interface Kept {
  readonly path: string
  readonly secure: boolean
}

/** Bytes. Browsers keep 4,096 of a cookie; a proxy's buffer for all headers of an answer holds no more (nginx: proxy_buffer_size). */
const most = 3500

interface Inside {
  /** Another one at each sign-in. */
  readonly id: string
  readonly token: string
  /** When it began. */
  readonly at: number
}

export function sessions(
  seal: Seal,
  { path, secure }: Kept,
  limits: Limits,
  now: () => number = Date.now,
): Sessions {
  const prefix = secure ? '__Secure-' : ''
  const name = (cluster: string) => `${prefix}pl_session.${cluster}`
  const mark = (cluster: string) => `${prefix}pl_used.${cluster}`
  const options = { path, secure, httpOnly: true, sameSite: 'Lax' } as const
  const opened = (sealed: string, cluster: string) => insideOf(seal.open(sealed, cluster))
  const lastUse = (c: Context, cluster: string, { id, at }: Inside) =>
    Math.max(at, usedAt(seal.open(getCookie(c, mark(cluster)) ?? '', `used ${cluster}`), id))
  const byCookie = (c: Context, cluster: string) =>
    opened(getCookie(c, name(cluster)) ?? '', cluster)
  const begun = (cluster: string, token: string): string => {
    const inside = { id: randomBytes(12).toString('base64url'), token, at: now() }
    const sealed = seal.close(JSON.stringify(inside), cluster)
    if (sealed.length + name(cluster).length > most) throw tooLarge(token, sealed.length)
    return sealed
  }
  const standing = ({ token, at }: Inside, cookie: boolean, idle: number): Session | Lapsed => {
    // A token that says when it ends is not asked about after that: the answer is known.
    const { ends = null } = claimsOf(token) ?? {}
    const longest = at + limits.longest
    const latest = ends !== null && ends > at && ends < longest ? ends : longest
    if (now() >= latest) return { lapsed: latest === longest ? tooLong(limits) : tokenEnded }
    return now() < idle ? { token, cookie, until: Math.min(latest, idle), latest } : unused(limits)
  }
  return {
    read(c, cluster) {
      const sent = bearerOf(c)
      if (sent !== null) {
        const sealed = opened(sent, cluster)
        if (sealed === null) {
          return { token: sent, cookie: false, until: Infinity, latest: Infinity }
        }
        return standing(sealed, false, Infinity)
      }
      const found = byCookie(c, cluster)
      if (found === null) return null
      return standing(found, true, lastUse(c, cluster, found) + limits.idle)
    },
    used(c, cluster) {
      const found = bearerOf(c) === null ? byCookie(c, cluster) : null
      if (found === null || now() - lastUse(c, cluster, found) < limits.idle / 20) return
      const stamp = seal.close(JSON.stringify([found.id, now()]), `used ${cluster}`)
      setCookie(c, mark(cluster), stamp, options)
    },
    check: (cluster, token) => void begun(cluster, token),
    start: (c, cluster, token) => setCookie(c, name(cluster), begun(cluster, token), options),
    end(c, cluster) {
      deleteCookie(c, name(cluster), options)
      if (getCookie(c, mark(cluster)) !== undefined) deleteCookie(c, mark(cluster), options)
    },
  }
}

const tokenEnded = 'The token that you signed in with has ended.'
const tooLong = ({ longest }: Limits) =>
  `You signed in more than ${counted(Math.round(longest / 3_600_000), 'hour')} ago.`
const unused = ({ idle }: Limits): Lapsed => ({
  lapsed: `Nothing was asked for in ${counted(Math.round(idle / 60_000), 'minute')}, so you were signed out.`,
})

const counted = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`

function insideOf(text: string | null): Inside | null {
  const said = parsed(text ?? '')
  if (!isRecord(said)) return null
  const { id, token, at } = said
  const whole = typeof id === 'string' && typeof token === 'string' && typeof at === 'number'
  return whole ? { id, token, at } : null
}

/** 0 for what is none, or another session's. */
function usedAt(text: string | null, id: string): number {
  const said = parsed(text ?? '')
  if (!Array.isArray(said) || said[0] !== id) return 0
  return typeof said[1] === 'number' ? said[1] : 0
}

function tooLarge(token: string, bytes: number): InvalidInput {
  const size = `This token is too large for a cookie (${bytes} bytes sealed, at most ${most}).`
  const large = largest(token)
  const what = `Large in it: ${large}. Whoever issues it can leave these out.`
  return new InvalidInput({
    token: large === '' ? size : `${size} It has ${token.length} bytes. ${what}`,
  })
}
