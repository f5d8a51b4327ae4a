/** Objects that belong to another one: a fragment of its page; with `whole=` a page by itself, for browsers without JavaScript. */
import { type Context, Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { kindOf } from '../kinds.ts'
import type { KubeObject, Relation } from '../kind.ts'
import type { Kube, ListQuery, Resource, Table } from '../kube.ts'
import { paths } from '../urls.ts'
import { nothing } from '../views/list-filter.ts'
import { type ObjectContext, place } from '../views/object.ts'
import type { PartAddress } from '../views/problems.ts'
import { type Belonging, relatedRows, type RelatedRows } from '../views/related.ts'
import { foot } from './foot.ts'
import { reference } from './found.ts'
import { readsOf } from './reads.ts'
import { shell } from './shell.ts'

export const related = new Hono<Env>().get(`${paths.object}/parts/:part`, async (c) => {
  const context = await reference(c)
  const { ref, discovery } = context
  const part = c.req.param('part')
  const relation = kindOf(ref.resource.id)?.relations.find(({ id }) => id === part)
  const resource = relation && discovery.get(relation.resource)
  if (relation === undefined || resource === undefined) throw new NotFound('part', part)
  const rows = await read(c, relation, resource, context)
  if (c.req.query('whole') === undefined) return html(c, 'object/related-part', rows)
  const title = `${ref.name} · ${ref.resource.kind} · ${relation.title}`
  const back = context.urls.object(context.cluster, { ...ref, resource: ref.resource.id })
  const around = { shell: await shell(c, { title, resource: ref.resource }), foot: foot(c) }
  return html(c, 'object/related-page', { rows, name: ref.name, back, ...around })
})

async function read(
  c: Context<Env>,
  relation: Relation<KubeObject>,
  resource: Resource,
  context: ObjectContext,
): Promise<RelatedRows> {
  const { value } = await c.var.kube.get(context.ref)
  const query = queryOf(relation, value, resource)
  const table = query === null ? nothing : await readSome(c.var.kube, resource, query)
  return drawn({ relation, object: value, resource }, table, context)
}

/** What was read of them, as it stands on the object's page. */
export function drawn(belonging: Belonging, table: Table, context: ObjectContext): RelatedRows {
  const { urls, cluster, ref } = context
  const part: PartAddress = (name, query) => urls.part(cluster, place(ref), name, query)
  return relatedRows(belonging, table, context, { part, context: context.context })
}

/** Null where the object has none of them. */
export function queryOf(
  relation: Relation<KubeObject>,
  object: KubeObject,
  resource: Resource,
): ListQuery | null {
  const which = relation.which(object)
  const [reads, more] = [readsOf(resource), relation.reads]
  if (which === null || reads === undefined || more === undefined)
    return which === null ? null : { ...which, reads }
  return { ...which, reads: [...reads, ...more] }
}

/** Rows that are looked at: beyond them the fragment says so. */
const most = 5000
const page = 500

/** The first rows of a list; `continue` says whether there are more. */
export async function readSome(kube: Kube, resource: Resource, query: ListQuery): Promise<Table> {
  let table = await kube.table(resource, { ...query, limit: page })
  const rows = [...table.rows]
  while (table.continue !== null && rows.length < most) {
    table = await kube.table(resource, { ...query, limit: page, continue: table.continue })
    for (const row of table.rows) rows.push(row)
  }
  return { ...table, rows }
}
