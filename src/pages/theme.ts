/** Light, dark, or as the system says: a form and a cookie. */
import { Hono } from 'hono'
import { InvalidInput } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { paths } from '../urls.ts'
import { keep } from './cookie.ts'
import { localPath } from './local-path.ts'
import { formIn } from './form.ts'

export const theme = new Hono<Env>().post(paths.theme, async (c) => {
  const form = await formIn(c)
  const chosen = form['theme']
  if (chosen !== '' && chosen !== 'light' && chosen !== 'dark')
    throw new InvalidInput({ theme: 'Expected light, dark, or nothing.' })
  keep(c, 'pl_theme', chosen)
  return c.redirect(localPath(form['to'], c.var.parts.urls.home), 303)
})
