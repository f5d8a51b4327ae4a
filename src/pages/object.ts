/** An object's page; with `as=yaml` or `as=json` the object alone. */
import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { Unprintable } from '../errors.ts'
import { html, send } from '../http/html.ts'
import { formOf, typeOf } from '../http/negotiate.ts'
import { exact, isDeep, type Kube, type KubeObject, type Ref, type Table } from '../kube.ts'
import { paths } from '../urls.ts'
import { silent } from '../views/live.ts'
import { objectBody, type ObjectContext, place, versionOf } from '../views/object.ts'
import { objectLine } from '../views/kubectl-line.ts'
import { foot } from './foot.ts'
import { contextOf } from './kubectl.ts'
import { nameMissing, reference } from './found.ts'
import { mayHere } from './may.ts'
import { objectStream } from './object-stream.ts'
import { readsOf } from './reads.ts'
import { shell } from './shell.ts'
import { printedOf } from './whole.ts'

export const object = new Hono<Env>().get(paths.object, async (c) => {
  const context = await reference(c)
  const { ref } = context
  const as = c.req.query('as') ?? ''
  const form = formOf(c)
  if (form === 'yaml' || form === 'json') return alone(c, ref, form)
  const seen = c.req.query('watch')
  if (seen !== undefined)
    return objectStream(c, context, seen, {
      draw: drawing(c, { ...context, may: await mayHere(c, ref) }),
      related: true,
    })
  const missing = (error: unknown) => nameMissing(c, ref, error)
  const [{ value, printed }, may] = await Promise.all([
    whole(c, ref).catch(missing),
    mayHere(c, ref),
  ])
  const around = await shell(c, {
    title: `${ref.name} · ${ref.resource.kind}`,
    resource: ref.resource,
  })
  const page = {
    ...objectBody(value, printed, { ...context, may }),
    eventsFrame: around.scripted ? '' : framedEvents(context, value),
    wrong:
      as === '' ? [] : [{ name: 'as', text: `“${as.slice(0, 60)}” is neither yaml nor json.` }],
    stream: context.urls.object(context.cluster, place(ref), { watch: versionOf(value.metadata) }),
    live: silent,
    shell: around,
    kubectl: objectLine(ref, 'overview', contextOf(c.var.cluster)),
    foot: foot(c),
  }
  return html(c, 'object/page', page, page.wrong.length > 0 ? 422 : 200)
})

/** They come with the page where no script asks for them. */
const framedEvents = ({ urls, cluster, ref }: ObjectContext, { metadata: { uid } }: KubeObject) =>
  urls.part(cluster, place(ref), 'parts/events', { uid, embed: 1 })

/** The object, and as the one row of a table: its own kind reads the status from it, else the server prints it. */
async function whole(c: Context<Env>, ref: Ref): Promise<{ value: KubeObject; printed: Table }> {
  const { kube } = c.var
  if (readsOf(ref.resource) === undefined) {
    const [{ value }, printed] = await Promise.all([kube.get(ref), kube.row(ref)])
    return { value, printed }
  }
  const { value, warnings } = await kube.get(ref)
  return { value, printed: { ...printedOf(value), warnings } }
}

/** What a change of the object changes on the page. */
function drawing(c: Context<Env>, context: ObjectContext) {
  return async (printed: Table) => {
    const { value } = await c.var.kube.get(context.ref)
    return { body: objectBody(value, printed, { ...context, now: new Date() }) }
  }
}

async function alone(c: Context<Env>, ref: Ref, form: 'yaml' | 'json'): Promise<Response> {
  const missing = (error: unknown) => nameMissing(c, ref, error)
  const { value } = await (form === 'yaml' ? yamlOf(c, ref) : c.var.kube.json(ref)).catch(missing)
  // What is deeply nested stays as the API server sent it: its indents would be longer than all else.
  const indented = () => (isDeep(value) ? value : JSON.stringify(exact(value), null, 2))
  const text = form === 'yaml' ? value : `${indented()}\n`
  c.header('vary', 'accept, accept-encoding')
  return send(c, text, typeOf(form, c))
}

/** What is too deep for lines of its own is the JSON that the API server sent: that is YAML as well. */
async function yamlOf(c: Context<Env>, ref: Ref): ReturnType<Kube['yaml']> {
  try {
    return await c.var.kube.yaml(ref)
  } catch (error) {
    if (!(error instanceof Unprintable)) throw error
    const { value, warnings } = await c.var.kube.json(ref)
    return { value: `${value}\n`, warnings }
  }
}
