/** Cookies of what a person has chosen: they decide only what an address leaves open. */
import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { Env } from '../http/env.ts'

/** Of the whole site, for a year unless something else is said; nothing is kept as an empty value. */
export function keep(c: Context<Env>, name: string, value: string, days = 365): void {
  const path = c.var.parts.config.basePath || '/'
  if (value === '') deleteCookie(c, name, { path })
  else setCookie(c, name, value, { path, httpOnly: true, sameSite: 'Lax', maxAge: days * 86_400 })
}
