/** An object's YAML. */
import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Table } from '../kube.ts'
import { paths } from '../urls.ts'
import { silent } from '../views/live.ts'
import { type ObjectContext, objectHead, place } from '../views/object.ts'
import { type YamlBody, yamlParts } from '../views/yaml.ts'
import { yamlOwners } from '../views/yaml-owners.ts'
import { objectLine } from '../views/kubectl-line.ts'
import { isEditable } from '../views/edit.ts'
import { foot } from './foot.ts'
import { contextOf } from './kubectl.ts'
import { nameMissing, reference } from './found.ts'
import { objectStream } from './object-stream.ts'
import { partStream } from './part-stream.ts'
import { readsOf } from './reads.ts'
import { shell } from './shell.ts'

export const yaml = new Hono<Env>().get(`${paths.object}/yaml`, async (c) => {
  const context = await reference(c)
  const { ref } = context
  const seen = c.req.query('watch')
  if (seen !== undefined) {
    const draw = async (printed: Table) => {
      const { value } = await c.var.kube.yaml(ref)
      return { yaml: bodyOf(c, value, printed, { ...context, now: new Date() }) }
    }
    return objectStream(c, context, seen, { draw })
  }
  const reads = Promise.all([c.var.kube.yaml(ref), c.var.kube.row(ref, readsOf(ref.resource))])
  const [text, printed] = await reads.catch((error: unknown) => nameMissing(c, ref, error))
  const about = { title: `${ref.name} · ${ref.resource.kind} · YAML`, resource: ref.resource }
  return html(c, 'object/yaml', {
    ...bodyOf(c, text.value, printed, context),
    css: asksWho(c) ? c.var.parts.urls.asset(c.var.parts.assets.names['fields.css']) : '',
    shell: await shell(c, about),
    stream: partStream(context, 'yaml', printed, asksWho(c) ? owners : {}),
    live: silent,
    kubectl: objectLine(ref, 'yaml', contextOf(c.var.cluster)),
    foot: foot(c),
  })
})

const owners = { fields: 'owners' } as const
const asksWho = (c: Context<Env>) => c.req.query('fields') === owners.fields

function bodyOf(c: Context<Env>, text: string, printed: Table, context: ObjectContext): YamlBody {
  const { ref, urls, cluster } = context
  const who = asksWho(c) ? yamlOwners(text, context.now) : null
  const closed = c.var.parts.config.readOnly || !isEditable(ref.resource)
  return {
    head: objectHead(printed, context, 'yaml'),
    ...yamlParts(text, who),
    managers: who?.managers ?? null,
    who: {
      text: who === null ? 'Who set what' : 'Hide who set what',
      href: urls.part(cluster, place(ref), 'yaml', who === null ? owners : {}),
    },
    raw: urls.object(cluster, place(ref), { as: 'yaml' }),
    edit: closed ? '' : urls.part(cluster, place(ref), 'edit'),
  }
}
