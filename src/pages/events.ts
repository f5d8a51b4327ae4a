/** An object's events: a page, and the same as a fragment of the object's page, or a frame in it. */
import { type Context, Hono } from 'hono'
import { embedded } from '../http/embedded.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Table } from '../kube.ts'
import { paths } from '../urls.ts'
import { type EventsBlock, type EventsBody, eventsBeside } from '../views/events.ts'
import { silent } from '../views/live.ts'
import { type ObjectContext, objectHead } from '../views/object.ts'
import { readEvents } from './about.ts'
import { objectLine } from '../views/kubectl-line.ts'
import { foot } from './foot.ts'
import { contextOf } from './kubectl.ts'
import { nameMissing, reference } from './found.ts'
import { objectStream } from './object-stream.ts'
import { readsOf } from './reads.ts'
import { readOwned } from './owned-events.ts'
import { partStream } from './part-stream.ts'
import { shell } from './shell.ts'

export const events = new Hono<Env>()
  .get(`${paths.object}/events`, async (c) => {
    const context = await reference(c)
    const { ref } = context
    const seen = c.req.query('watch')
    if (seen !== undefined) {
      const draw = async (now: Table) => ({ events: await body(c, context, now) })
      return objectStream(c, context, seen, { draw, events: true })
    }
    const printed = await c.var.kube
      .row(ref, readsOf(ref.resource))
      .catch((error: unknown) => nameMissing(c, ref, error))
    const about = { title: `${ref.name} · ${ref.resource.kind} · Events`, resource: ref.resource }
    return html(c, 'object/events', {
      ...(await body(c, context, printed)),
      shell: await shell(c, about),
      stream: partStream(context, 'events', printed),
      live: silent,
      kubectl: objectLine(ref, 'events', contextOf(c.var.cluster)),
      foot: foot(c),
    })
  })
  .get(`${paths.object}/parts/events`, async (c) => {
    const context = await reference(c)
    const uid = c.req.query('uid') || undefined
    const rows = await read(c, context, uid, few)
    // In a portal what scripts ask for has the mark of a frame as well.
    if (!embedded(c) || c.req.header('hx-request') !== undefined)
      return html(c, 'object/event-rows', rows)
    const { name, resource } = context.ref
    const about = { title: `${name} · ${resource.kind} · Events`, resource }
    return html(c, 'object/events-frame', { ...rows, shell: await shell(c, about) })
  })

/** Rows: beside the object, and on a page of their own. */
const few = 30
const many = 2000

async function body(c: Context<Env>, context: ObjectContext, printed: Table): Promise<EventsBody> {
  return {
    ...(await read(c, context, printed.rows[0]?.meta.uid, many)),
    head: objectHead(printed, { ...context, now: new Date() }, 'events'),
  }
}

async function read(
  c: Context<Env>,
  context: ObjectContext,
  uid: string | undefined,
  most: number,
): Promise<EventsBlock> {
  const [about, others] = await Promise.all([
    readEvents(c.var.kube, context),
    readOwned(c.var.kube, context),
  ])
  const now = new Date()
  return eventsBeside(about, uid, now, { others, around: { ...context, now }, most })
}
