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
  const { discovery, resource, ref } = await reference(c)
  const { kube, cluster, parts } = c.var
  const missing = (error: unknown) => nameMissing(c, ref, error)
  const [text, printed] = await Promise.all([
    kube.yaml(ref).catch(missing),
    kube.row(ref).catch(missing),
  ])
  const context = { cluster: cluster.name, ref, discovery, urls: parts.urls, now: new Date() }
  return html(c, 'object/yaml', {
    shell: await shell(c, { title: `${ref.name} · ${resource.kind} · YAML`, resource }),
    head: objectHead(printed, context, 'yaml'),
    ...yamlParts(text.value),
    raw: parts.urls.object(cluster.name, place(ref), { as: 'yaml' }),
    foot: foot(c),
  })
})
