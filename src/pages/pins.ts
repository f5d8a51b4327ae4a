/** Pins a list to the sidebar, names it, takes the pin away; and the page with all of them. */
import { type Context, Hono } from 'hono'
import { InvalidInput, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { listOf, nameOf, type Pin, unkept, usualName } from '../views/pins.ts'
import { foot } from './foot.ts'
import { keepPins, pinsOf } from './pinned.ts'
import { shell } from './shell.ts'
import { formIn } from './form.ts'

export const pins = new Hono<Env>()
  .get(paths.pins, (c) => page(c, { pins: pinsOf(c, c.var.cluster.name), of: c.req.query('of') }))
  .post(paths.pins, async (c) => {
    const { urls } = c.var.parts
    const cluster = c.var.cluster.name
    const { pin, unpin, name, of } = await formIn(c)
    const list = listIn(c, unpin ?? pin)
    if (list === null) throw new InvalidInput({ pin: 'This is no list that can be pinned.' })
    const all = pinsOf(c, cluster)
    const one = unpin === undefined ? await named(c, list, name) : null
    const next = one === null ? all.filter((each) => each.list !== list) : put(all, one)
    const why = keepPins(c, cluster, next)
    if (why !== '' && one !== null) return refused(c, { all, one, why, of })
    const back = urls.pins(cluster, { of: listIn(c, of) ?? undefined })
    return c.redirect(name === undefined ? urls.list(cluster, '') + list : back, 303)
  })

/** Null for what is no list's address. */
const listIn = (c: Context<Env>, sent: unknown) =>
  typeof sent === 'string' ? listOf(sent, c.var.parts.urls) : null

/** Nothing is lost: a name stands as it was typed, a list can be pinned once there is room. */
function refused(
  c: Context<Env>,
  { all, one, why, of }: { all: readonly Pin[]; one: Pin; why: string; of: unknown },
): Promise<Response> {
  const known = all.some(({ list }) => list === one.list)
  const wrong = unkept(one.name, known, why)
  return page(c, known ? { pins: put(all, one), of, wrong } : { pins: all, of: one.list, wrong })
}

async function page(
  c: Context<Env>,
  { pins: all, of, wrong = '' }: { pins: readonly Pin[]; of: unknown; wrong?: string },
): Promise<Response> {
  const { urls } = c.var.parts
  const { name } = c.var.cluster
  const led = (pin: Pin) => ({ ...pin, href: urls.list(name, '') + pin.list })
  const list = listIn(c, of)
  const found = all.find((pin) => pin.list === list)
  const from = list === null ? null : (found ?? (await named(c, list)))
  const body = {
    action: urls.pins(name),
    pins: all.map(led),
    wrong,
    of: from && { ...led(from), can: found === undefined && wrong === '' },
  }
  const around = { shell: await shell(c, { title: 'Pinned lists' }), foot: foot(c) }
  return html(c, 'pins/page', { ...body, ...around }, wrong === '' ? 200 : 422)
}

/** In its place where it is pinned already, else behind the others. */
function put(all: readonly Pin[], pin: Pin): readonly Pin[] {
  const known = all.some(({ list }) => list === pin.list)
  return known ? all.map((each) => (each.list === pin.list ? pin : each)) : [...all, pin]
}

/** As it was typed, else as the list is called. */
async function named(c: Context<Env>, list: string, typed?: unknown): Promise<Pin> {
  const [id = ''] = list.split('?')
  const resource = (await c.var.kube.discovery()).get(id)
  if (resource === undefined) throw new NotFound('resource', id)
  const name = typeof typed === 'string' ? nameOf(typed) : ''
  return { list, name: name || usualName(resource.kind, resource.plural, list) }
}
