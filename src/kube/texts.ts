/** Objects as the JSON that the API server sent: whole and to the digit, a Secret's values hidden. */
import type { Answer, ListQuery, ObjectList, Ref, Work } from './contract.ts'
import { textOf, wellFormed } from './answer.ts'
import { call, type Link } from './call.ts'
import { exact } from './exact.ts'
import { as, fromJson } from './json.ts'
import type { Received } from './net.ts'
import type { KubeObject } from './object.ts'
import { listCall } from './list.ts'
import { pathOf } from './path.ts'
import { kindOf, type ListJson, positionOf } from './print.ts'
import type { Resource } from './resource.ts'
import { hideSecrets } from './secrets.ts'
import { split } from './split.ts'
import { warnings } from './warning.ts'

/** One page, each object with its kind and version. */
export async function texts(
  link: Link,
  work: Work,
  resource: Resource,
  query: ListQuery,
): Promise<ObjectList<string>> {
  const asking = { ...listCall(resource, query.namespace, query, 'application/json'), bulk: true }
  return await call(link, work, asking, (answer) => ({
    ...wellFormed(() => listed(textOf(answer), resource)),
    warnings: warnings(answer.headers['warning']),
  }))
}

/** One object. */
export async function json(link: Link, work: Work, ref: Ref): Promise<Answer<string>> {
  const { resource, namespace, name } = ref
  const path = pathOf({ resource, namespace, name })
  const asked = { verb: 'get', resource: resource.id, namespace, name }
  const accept = 'application/json'
  return await call(link, work, { asked, path, accept, limit: 'get' }, (answer) => ({
    value: wellFormed(() => shown(only(answer), resource)),
    warnings: warnings(answer.headers['warning']),
  }))
}

/** What is cut on the way is no object, however far it came. */
function only(answer: Received): string {
  const text = textOf(answer).trim()
  JSON.parse(text)
  return text
}

function listed(text: string, resource: Resource): Omit<ObjectList<string>, 'warnings'> {
  const { head, items } = split(text)
  const list = fromJson<ListJson>(head)
  const named = namer(list, items[0], resource)
  return { items: items.map((item) => shown(named(item), resource)), ...positionOf(list) }
}

/** Items of built-in kinds are without kind and version: the list has them. They are all alike. */
function namer(list: ListJson, first = '{}', resource: Resource): (item: string) => string {
  const known = fromJson<Partial<KubeObject>>(first)
  const { apiVersion, kind } = kindOf(list, resource)
  const missing = {
    ...(known.apiVersion === undefined && { apiVersion }),
    ...(known.kind === undefined && { kind }),
  }
  const front = JSON.stringify(missing).slice(0, -1)
  return front === '{' ? (item) => item : (item) => `${front},${item.slice(1)}`
}

/** Only what may be a Secret is read at all. */
function shown(item: string, { id, kind }: Resource): string {
  if (id !== 'secrets' && !/^Secret(?:List)?$/.test(kind)) return item
  return JSON.stringify(hideSecrets(as<KubeObject>(exact(item)), id))
}
