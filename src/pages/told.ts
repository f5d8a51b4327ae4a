/** What an object's events say is wrong with it: a fragment of its page. */
import { Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { kindOf } from '../kinds.ts'
import { paths } from '../urls.ts'
import { boxes } from '../views/object.ts'
import { eventsAbout } from './about.ts'
import { reference } from './found.ts'

export const told = new Hono<Env>().get(`${paths.object}/parts/told`, async (c) => {
  const context = await reference(c)
  const kind = kindOf(context.ref.resource.id)
  if (kind?.told === undefined) return html(c, 'object/problems', { problems: [] })
  const [{ value }, events] = await Promise.all([
    c.var.kube.get(context.ref),
    eventsAbout(c.var.kube, context),
  ])
  const problems = kind.told(value, events, context.now)
  return html(c, 'object/problems', { problems: boxes(problems, context) })
})
