/** The namespaces of the last list, in a cookie: it fills links and the picker, and decides nothing. */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Env } from '../http/env.ts'

const name = 'pl_ns'
/** Names that are kept: more would make a large cookie. */
export const most = 15

/** @returns the namespaces remembered for this cluster, else none. */
export function readRemembered(c: Context<Env>, cluster: string): readonly string[] {
  const [of, list = ''] = (getCookie(c, name) ?? '').split(':')
  if (of !== cluster || !/^[a-z0-9,-]{1,1000}$/.test(list)) return []
  return list.split(',').filter((word) => word !== '')
}

export function remember(c: Context<Env>, cluster: string, namespaces: readonly string[]): void {
  const kept = namespaces.slice(0, most)
  if (kept.join(',') === readRemembered(c, cluster).join(',')) return
  const path = c.var.parts.config.basePath || '/'
  const options = { path, httpOnly: true, sameSite: 'Lax', maxAge: 30 * 86_400 } as const
  setCookie(c, name, `${cluster}:${kept.join(',')}`, options)
}
