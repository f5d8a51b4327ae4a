/** An object's YAML. */
import { Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { objectHead, place } from '../views/object.ts'
import { yamlParts } from '../views/yaml.ts'
import { foot } from './foot.ts'
import { nameMissing, reference } from './found.ts'
import { shell } from './shell.ts'

export const yaml = new Hono<Env>().get(`${paths.object}/yaml`, async (c) => {
  const context = await reference(c)
  const { ref, urls, cluster } = context
  const reads = Promise.all([c.var.kube.yaml(ref), c.var.kube.row(ref)])
  const [text, printed] = await reads.catch((error: unknown) => nameMissing(c, ref, error))
  const about = { title: `${ref.name} · ${ref.resource.kind} · YAML`, resource: ref.resource }
  return html(c, 'object/yaml', {
    shell: await shell(c, about),
    head: objectHead(printed, context, 'yaml'),
    ...yamlParts(text.value),
    raw: urls.object(cluster, place(ref), { as: 'yaml' }),
    foot: foot(c),
  })
})
