/** Who is asking, for one cluster: the token in a sealed cookie, or in an Authorization header. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { bearerOf } from './bearer.ts'
import { type EndedSessions, endedSessions } from './ended.ts'
import { type Inside, keeper } from './kept.ts'
import { type Ends, endsOf, type Lapsed, type Limits } from './limits.ts'
import type { Seal } from './seal.ts'

/** One whose end only the API server knows ends at Infinity. */
export interface Session extends Ends {
  readonly token: string
  /** The person came by cookie, so that there is something to sign out of. */
  readonly cookie: boolean
}

export interface Sessions {
  /**
   * Null: nobody who signed in.
   * @param counts what is asked for is use: a small cookie of its own says when, once it has something new to say.
   */
  read(c: Context, cluster: string, counts?: boolean): Session | Lapsed | null
  /** @throws InvalidInput for a token too large to be kept. */
  check(cluster: string, token: string): void
  /** @throws InvalidInput as `check` does. */
  start(c: Context, cluster: string, token: string): void
  end(c: Context, cluster: string): void
}

/** Secure: served over https; the cookie is called `__Secure-…` and never sent in the clear. */
export interface Served {
  /** Of a cluster's cookies: below it they are sent, and nowhere else, so that no request carries those of another. */
  readonly path: (cluster: string) => string
  readonly secure: boolean
}

/** By a request itself: only the API server knows when it ends. */
export const brought = (token: string): Session => ({
  token,
  cookie: false,
  until: Infinity,
  latest: Infinity,
})

/** What all ways in have in common. */
export interface Rules extends Limits {
  readonly ended?: EndedSessions
}

export function sessions(
  seal: Seal,
  { path, secure }: Served,
  { ended = endedSessions(), ...limits }: Rules,
  now: () => number = Date.now,
): Sessions {
  const keep = keeper(seal)
  const name = (cluster: string) => `${secure ? '__Secure-' : ''}pl_session.${cluster}`
  const mark = (cluster: string) => `${secure ? '__Secure-' : ''}pl_used.${cluster}`
  const options = (cluster: string) =>
    ({ path: path(cluster), secure, httpOnly: true, sameSite: 'Lax' }) as const
  const begun = (of: string, token: string) => keep.begin(of, token, name(of).length, now())
  const kept = (c: Context, of: string) => keep.open(getCookie(c, name(of)) ?? '', of)
  const lastUse = (c: Context, cluster: string, { id, at }: Inside) =>
    Math.max(at, keep.stamped(getCookie(c, mark(cluster)) ?? '', cluster, id))
  return {
    read(c, cluster, counts = false) {
      const sent = bearerOf(c)
      const found = sent === null ? kept(c, cluster) : keep.open(sent, cluster)
      if (found === null) return sent === null ? null : brought(sent)
      if (ended.has(found.id)) return { lapsed: 'You signed out.' }
      const used = sent === null ? lastUse(c, cluster, found) : Infinity
      const ends = endsOf(found, used, limits, now())
      if ('lapsed' in ends) return ends
      if (counts && now() - used >= limits.idle / 20)
        setCookie(c, mark(cluster), keep.stamp(cluster, found.id, now()), options(cluster))
      return { ...ends, token: found.token, cookie: sent === null }
    },
    check: (cluster, token) => void begun(cluster, token),
    start: (c, of, token) => setCookie(c, name(of), begun(of, token), options(of)),
    end(c, of) {
      const found = kept(c, of)
      if (found !== null) ended.add(found.id, found.at + limits.longest)
      deleteCookie(c, name(of), options(of))
      if (getCookie(c, mark(of)) !== undefined) deleteCookie(c, mark(of), options(of))
    },
  }
}
