/** An object's page; with `as=yaml` or `as=json` the object alone. */
import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html, send } from '../http/html.ts'
import type { Ref } from '../kube.ts'
import { paths } from '../urls.ts'
import { objectBlocks, objectHead, place } from '../views/object.ts'
import { foot } from './foot.ts'
import { nameMissing, reference } from './found.ts'
import { shell } from './shell.ts'

export const object = new Hono<Env>().get(paths.object, async (c) => {
  const { discovery, resource, ref } = await reference(c)
  const { kube, cluster, parts } = c.var
  const as = c.req.query('as')
  if (as === 'yaml' || as === 'json') return alone(c, ref, as)
  const missing = (error: unknown) => nameMissing(c, ref, error)
  const [{ value }, printed] = await Promise.all([
    kube.get(ref).catch(missing),
    kube.row(ref).catch(missing),
  ])
  const context = { cluster: cluster.name, ref, discovery, urls: parts.urls, now: new Date() }
  const owned = (value.metadata.ownerReferences ?? []).length > 0
  const part = (name: string) => parts.urls.part(cluster.name, place(ref), name)
  const around = await shell(c, { title: `${ref.name} · ${resource.kind}`, resource })
  return html(c, 'object/page', {
    head: objectHead(printed, context, 'overview'),
    ...objectBlocks(value, context),
    owners: owned ? part('parts/owners') : '',
    events: part('parts/events'),
    eventsPage: part('events'),
    shell: around,
    foot: foot(c),
  })
})

async function alone(c: Context<Env>, ref: Ref, as: 'yaml' | 'json'): Promise<Response> {
  const missing = (error: unknown) => nameMissing(c, ref, error)
  if (as === 'yaml') {
    const { value } = await c.var.kube.yaml(ref).catch(missing)
    return send(c, value, 'text/plain; charset=utf-8')
  }
  const { value } = await c.var.kube.get(ref).catch(missing)
  return send(c, `${JSON.stringify(value, null, 2)}\n`, 'application/json; charset=utf-8')
}
