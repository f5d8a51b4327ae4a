/** Lists: a page as Table, as objects, as metadata, or all pages as one Table. */
import { KubeError } from '../errors.ts'
import type { ListQuery, ObjectList, Work } from './contract.ts'
import { parse } from './answer.ts'
import { call } from './call.ts'
import type { Call, Link } from './call.ts'
import { as } from './json.ts'
import type { KubeObject, ObjectMeta } from './object.ts'
import { pathOf, selection, type Selection } from './path.ts'
import { accepts, kept, kindOf, positionOf, tableOf } from './print.ts'
import type { ListJson } from './print.ts'
import type { Resource } from './resource.ts'
import { hideSecrets } from './secrets.ts'
import type { Table } from './table.ts'
import { beyondMetadata } from './values.ts'
import { warnings } from './warning.ts'

const metadataAccept =
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json'
const pageSize = 500

/** One page of rows. */
export async function table(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
  bulk = false,
): Promise<Table> {
  const { reads, paths } = query
  const { json, heard } = await list(link, work, resource, query, accepts(reads), bulk)
  return { ...tableOf(resource, json, Date.now(), reads, paths), warnings: heard }
}

/** All pages. Rows of different moments are never mixed: after a 410 everything is read anew, once. */
export async function fill(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
  onPage: (rows: number, remaining: number | null) => void,
): Promise<Table> {
  try {
    return await everything(link, work, resource, query, onPage)
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 410) throw error
    return await everything(link, work, resource, query, onPage)
  }
}

async function everything(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
  onPage: (rows: number, remaining: number | null) => void,
): Promise<Table> {
  const read = pages(link, work, resource, query)
  for (;;) {
    const step = await read.next()
    if (step.done === true) return step.value
    onPage(step.value.rows, step.value.remaining)
  }
}

/** One page as JSON objects, each with its kind and version, Secrets hidden. */
export async function objects(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
): Promise<ObjectList> {
  const { json, heard } = await list(link, work, resource, query, 'application/json')
  const of = kindOf(json, resource)
  const items = (json.items ?? []).map((item) => {
    const whole = as<KubeObject>({ ...of, ...item })
    return hideSecrets({ ...whole, metadata: kept(resource, whole.metadata) }, resource.id)
  })
  return { items, ...positionOf(json), warnings: heard }
}

/** One page of metadata only. */
export async function metadata(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
): Promise<ObjectList<{ readonly metadata: ObjectMeta }>> {
  const { json, heard } = await list(link, work, resource, query, metadataAccept)
  const items = (json.items ?? []).map((item) => ({
    metadata: kept(resource, item.metadata ?? { name: '' }),
  }))
  return { items, ...positionOf(json), warnings: heard }
}

/** How far the reading has come, after each page; in the end all rows. */
export async function* pages(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
): AsyncGenerator<{ readonly rows: number; readonly remaining: number | null }, Table> {
  const { continue: _, ...chosen } = query
  const all = { ...chosen, limit: pageSize }
  const first = await table(link, work, resource, all, true)
  const rows = [...first.rows]
  const heard = new Set(first.warnings)
  let last = first
  yield { rows: rows.length, remaining: last.remaining }
  while (last.continue !== null) {
    last = await table(link, work, resource, { ...all, continue: last.continue }, true)
    for (const row of last.rows) rows.push(row)
    for (const warning of last.warnings) heard.add(warning)
    yield { rows: rows.length, remaining: last.remaining }
  }
  return { ...first, rows, continue: null, remaining: 0, warnings: [...heard] }
}

async function list(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
  accept: string,
  bulk = false,
): Promise<{ json: ListJson; heard: readonly string[] }> {
  const chosen = { ...query, whole: beyondMetadata(query.paths) }
  const asking = { ...listCall(resource, query.namespace, chosen, accept), bulk }
  return await call(link, work, asking, (answer) => ({
    json: parse<ListJson>(answer, (query.paths ?? []).length === 0),
    heard: warnings(answer.headers['warning']),
  }))
}

/** What asks for a page of a list. */
export function listCall(
  resource: Resource,
  namespace: string | null,
  chosen: Selection,
  accept: string,
): Call {
  const path = pathOf({ resource, namespace }, selection(chosen))
  const everywhere = namespace === null && resource.namespaced
  const asked = { verb: 'list', resource: resource.id, namespace, name: null, everywhere }
  return { asked, path, accept, limit: 'list' }
}
