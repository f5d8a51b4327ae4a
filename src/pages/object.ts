/** An object's page; with `as=yaml` or `as=json` the object alone. */
import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html, send } from '../http/html.ts'
import type { Ref, Table } from '../kube.ts'
import { paths } from '../urls.ts'
import { silent } from '../views/live.ts'
import { objectBody, type ObjectContext, place, versionOf } from '../views/object.ts'
import { foot } from './foot.ts'
import { nameMissing, reference } from './found.ts'
import { objectStream } from './object-stream.ts'
import { shell } from './shell.ts'

export const object = new Hono<Env>().get(paths.object, async (c) => {
  const context = await reference(c)
  const { ref } = context
  const as = c.req.query('as') ?? ''
  if (as === 'yaml' || as === 'json') return alone(c, ref, as)
  const seen = c.req.query('watch')
  if (seen !== undefined) return objectStream(c, context, seen, { draw: drawing(c, context) })
  const reads = Promise.all([c.var.kube.get(ref), c.var.kube.row(ref)])
  const [{ value }, printed] = await reads.catch((error: unknown) => nameMissing(c, ref, error))
  const about = { title: `${ref.name} · ${ref.resource.kind}`, resource: ref.resource }
  const page = {
    ...objectBody(value, printed, context),
    wrong:
      as === '' ? [] : [{ name: 'as', text: `“${as.slice(0, 60)}” is neither yaml nor json.` }],
    stream: context.urls.object(context.cluster, place(ref), { watch: versionOf(value.metadata) }),
    live: silent,
    shell: await shell(c, about),
    foot: foot(c),
  }
  return html(c, 'object/page', page, page.wrong.length > 0 ? 422 : 200)
})

/** What a change of the object changes on the page. */
function drawing(c: Context<Env>, context: ObjectContext) {
  return async (printed: Table) => {
    const { value } = await c.var.kube.get(context.ref)
    return { body: objectBody(value, printed, { ...context, now: new Date() }) }
  }
}

async function alone(c: Context<Env>, ref: Ref, as: 'yaml' | 'json'): Promise<Response> {
  const missing = (error: unknown) => nameMissing(c, ref, error)
  if (as === 'yaml') {
    const { value } = await c.var.kube.yaml(ref).catch(missing)
    return send(c, value, 'text/plain; charset=utf-8')
  }
  const { value } = await c.var.kube.get(ref).catch(missing)
  return send(c, `${JSON.stringify(value, null, 2)}\n`, 'application/json; charset=utf-8')
}
