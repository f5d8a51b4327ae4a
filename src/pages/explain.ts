/** What the fields of a resource's objects are for. */
import { Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { explained } from '../views/explain.ts'
import { explainLine } from '../views/kubectl-line.ts'
import { sentence } from '../views/words.ts'
import { foot } from './foot.ts'
import { served } from './found.ts'
import { contextOf } from './kubectl.ts'
import { shell } from './shell.ts'

const unknown =
  'This API server does not say what the fields of this resource are for: it serves no OpenAPI v3 document of it.'

export const explain = new Hono<Env>().get(paths.explain, async (c) => {
  const { resource } = await served(c)
  const { cluster, parts, kube } = c.var
  const { urls, assets } = parts
  const path = (c.req.query('path') ?? '').slice(0, 2000)
  const schemas = await kube.schemas(resource)
  const href = (to: string) => urls.explain(cluster.name, resource.id, { path: to })
  const kind = sentence(resource.kind)
  const { group, version } = resource
  const found =
    schemas === null || schemas.root === ''
      ? { crumbs: [{ text: kind, href: href('') }], wrong: unknown, field: null, fields: [] }
      : explained(schemas, resource, path, href)
  const page = {
    ...found,
    shell: await shell(c, { title: `${kind} · Fields`, resource }),
    css: urls.asset(assets.names['fields.css']),
    kind,
    version: group === '' ? version : `${group}/${version}`,
    kubectl: explainLine(resource, path, contextOf(cluster)),
    foot: foot(c),
  }
  return html(c, 'explain/page', page, found.wrong === '' ? 200 : 404)
})
