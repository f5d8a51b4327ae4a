/** Cookies of what a person has chosen: they decide only what an address leaves open. */
import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { Env } from '../http/env.ts'

/** Of the whole site, for a year unless something else is said; nothing is kept as an empty value. */
export function keep(c: Context<Env>, name: string, value: string, days = 365): void {
  const { basePath, secure } = c.var.parts.config
  const of = { path: basePath || '/', secure }
  if (value === '') deleteCookie(c, name, of)
  else setCookie(c, name, value, { ...of, httpOnly: true, sameSite: 'Lax', maxAge: days * 86_400 })
}
