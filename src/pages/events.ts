/** An object's events: a page, and the same as a fragment of the object's page. */
import { type Context, Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Discovery, Ref } from '../kube.ts'
import { paths } from '../urls.ts'
import { type EventsBlock, eventsOf } from '../views/events.ts'
import { objectHead } from '../views/object.ts'
import { foot } from './foot.ts'
import { nameMissing, reference } from './found.ts'
import { shell } from './shell.ts'

export const events = new Hono<Env>()
  .get(`${paths.object}/events`, async (c) => {
    const context = await reference(c)
    const { discovery, ref } = context
    const printed = await c.var.kube.row(ref).catch((error: unknown) => nameMissing(c, ref, error))
    const about = { title: `${ref.name} · ${ref.resource.kind} · Events`, resource: ref.resource }
    return html(c, 'object/events', {
      ...(await read(c, discovery, ref, printed.rows[0]?.meta.uid)),
      shell: await shell(c, about),
      head: objectHead(printed, context, 'events'),
      foot: foot(c),
    })
  })
  .get(`${paths.object}/parts/events`, async (c) => {
    const { discovery, ref } = await reference(c)
    return html(
      c,
      'object/event-rows',
      await read(c, discovery, ref, c.req.query('uid') || undefined),
    )
  })

/** Most events that are read of one object. */
const limit = 500

async function read(
  c: Context<Env>,
  discovery: Discovery,
  ref: Ref,
  uid: string | undefined,
): Promise<EventsBlock> {
  const resource = discovery.get('events')
  if (resource === undefined) throw new NotFound('resource', 'events')
  const fields = fieldsOf(ref)
  const found = await c.var.kube.objects(resource, { namespace: ref.namespace, fields, limit })
  return eventsOf(found.items, uid, new Date(), found.continue === null)
}

/** The field selector of an object's events. */
export function fieldsOf({ resource, name }: Ref): string {
  return `involvedObject.kind=${resource.kind},involvedObject.name=${escaped(name)}`
}

/** A field selector's value: names of RBAC objects may hold what selectors are made of. */
const escaped = (value: string) => value.replaceAll(/[\\,=]/g, String.raw`\$&`)
