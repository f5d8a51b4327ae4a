/** Pins a list to the sidebar, names it, takes the pin away; and the page with all of them. */
import { type Context, Hono } from 'hono'
import { InvalidInput, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { listOf, nameOf, type Pin, usualName } from '../views/pins.ts'
import { foot } from './foot.ts'
import { keepPins, pinsOf } from './pinned.ts'
import { shell } from './shell.ts'

export const pins = new Hono<Env>()
  .get(paths.pins, async (c) => {
    const { urls } = c.var.parts
    const { name } = c.var.cluster
    const all = pinsOf(c, name).map((pin) => ({ ...pin, href: urls.list(name, '') + pin.list }))
    const around = { shell: await shell(c, { title: 'Pinned lists' }), foot: foot(c) }
    return html(c, 'pins/page', { action: urls.pins(name), pins: all, ...around })
  })
  .post(paths.pins, async (c) => {
    const { urls } = c.var.parts
    const cluster = c.var.cluster.name
    const form = await c.req.parseBody()
    const { pin, unpin, name } = form
    const asked = unpin ?? pin
    const list = typeof asked === 'string' ? listOf(asked, urls) : null
    if (list === null) throw new InvalidInput({ pin: 'This is no list that can be pinned.' })
    const all = pinsOf(c, cluster)
    const next =
      unpin === undefined
        ? put(all, await named(c, list, name))
        : all.filter((each) => each.list !== list)
    keepPins(c, cluster, next)
    return c.redirect(name === undefined ? urls.list(cluster, '') + list : urls.pins(cluster), 303)
  })

/** In its place where it is pinned already, else behind the others. */
function put(all: readonly Pin[], pin: Pin): readonly Pin[] {
  const known = all.some(({ list }) => list === pin.list)
  return known ? all.map((each) => (each.list === pin.list ? pin : each)) : [...all, pin]
}

/** As it was typed, else as the list is called. */
async function named(c: Context<Env>, list: string, typed: unknown): Promise<Pin> {
  const [id = ''] = list.split('?')
  const resource = (await c.var.kube.discovery()).get(id)
  if (resource === undefined) throw new NotFound('resource', id)
  const name = typeof typed === 'string' ? nameOf(typed) : ''
  return { list, name: name || usualName(resource.kind, resource.plural, list) }
}
