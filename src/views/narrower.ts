/** The list that a value on a page selects: this one, narrowed further. Pure. */
import type { ObjectMeta, Resource, TableRow } from '../kube.ts'
import type { ListContext } from './list-context.ts'
import { owner } from './owner.ts'
import type { Link } from './shell.ts'
import { plural } from './words.ts'

/** Values that stand in a term as they are. */
const plain = /^[^\s"/][^\s"]*$/

/** `node=worker-1`: all that have just this; empty for what no term can hold. */
export const term = (field: string, value: string): string =>
  plain.test(value) ? `${field}=${value}` : ''

/** A filter, and those of the terms that it lacks. */
export function narrowedBy(q: ListContext['query'][string], terms: readonly string[]): string {
  const before = String(q ?? '')
  const known = before.split(/\s+/)
  return [before, ...terms.filter((each) => !known.includes(each))].filter(Boolean).join(' ')
}

/** What leads from one moment of a list: of a hundred rows many are on one node, in one namespace, of one owner. */
const known = new WeakMap<ListContext, Map<string, string>>()

function once(context: ListContext, key: string, href: () => string): string {
  const all = known.get(context) ?? new Map<string, string>()
  known.set(context, all)
  const found = all.get(key) ?? href()
  all.set(key, found)
  return found
}

/** The list of one namespace. */
export function inNamespace(context: ListContext, ns: string): string {
  const { urls, cluster, resource, query } = context
  return once(context, `ns ${ns}`, () =>
    urls.list(cluster, resource.id, { ...query, ns, page: undefined }),
  )
}

/** @param values of which a row has every one. Empty where there are none, or they cannot be asked for. */
export function having(
  context: ListContext,
  field: string,
  values: readonly string[],
  more: { readonly ns?: string | undefined } = {},
): string {
  const key = [field, more.ns ?? '', ...values].join('\n')
  return once(context, key, () => selecting(context, field, values, more))
}

function selecting(
  { urls, cluster, resource, query }: ListContext,
  field: string,
  values: readonly string[],
  more: { readonly ns?: string | undefined },
): string {
  const terms = [...new Set(values)].map((value) => term(field, value))
  if (terms.length === 0 || terms.includes('')) return ''
  const q = narrowedBy(query['q'], terms)
  return urls.list(cluster, resource.id, { ...query, ...more, q, page: undefined })
}

/** All on one node. Of pods the API server chooses them itself, however many there are. */
export function onNode(context: ListContext, node: string): string {
  if (context.resource.id !== 'pods') return having(context, 'node', [node])
  return once(context, `on ${node}`, () => podsOn(context, node))
}

function podsOn({ urls, cluster, resource, query }: ListContext, node: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(node)) return ''
  const before = String(query['fs'] ?? '')
  const wanted = `spec.nodeName=${node}`
  const fs = before.split(',').includes(wanted) ? before : [before, wanted].filter(Boolean).join()
  return urls.list(cluster, resource.id, { ...query, fs, page: undefined })
}

/** All that one object owns, where it owns this one. */
export const ownedBy = (context: ListContext, name: string, { meta }: TableRow): string =>
  having(context, 'owner', [name], meta.namespace === undefined ? {} : { ns: meta.namespace })

/** All of a resource that the owner of one of them owns; null where it has none. */
export function ofSameOwner(
  meta: ObjectMeta,
  resource: Resource,
  { urls, cluster }: Pick<ListContext, 'urls' | 'cluster'>,
): Link | null {
  const q = term('owner', owner(meta)?.name ?? '')
  if (q === '') return null
  const text = `All ${plural(resource.kind, resource.plural).toLowerCase()} of it`
  return { text, href: urls.list(cluster, resource.id, { ns: meta.namespace, q }) }
}
