/** Light, dark, or as the system says: a form and a cookie. */
import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { InvalidInput } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { paths } from '../urls.ts'
import { localPath } from './local-path.ts'

export const theme = new Hono<Env>().post(paths.theme, async (c) => {
  const form = await c.req.parseBody()
  const path = c.var.parts.config.basePath || '/'
  const chosen = form['theme']
  if (chosen === '') deleteCookie(c, 'pl_theme', { path })
  else if (chosen === 'light' || chosen === 'dark') {
    setCookie(c, 'pl_theme', chosen, {
      path,
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: 365 * 86_400,
    })
  } else throw new InvalidInput({ theme: 'Expected light, dark, or nothing.' })
  return c.redirect(localPath(form['to'], c.var.parts.urls.home), 303)
})
