/** Lists and single objects, in pages and in every print. */
import type { KubeObject } from '../kube.ts'
import { type Call, json, whole } from './call.ts'
import { expired, notHere } from './failure.ts'
import { count, text } from './field.ts'
import { apiVersion, custom } from './kinds.ts'
import { partial, table } from './print.ts'
import { selection } from './select.ts'
import { type Store, place } from './store.ts'

export function get(call: Call, object: KubeObject): object {
  const metadata = { resourceVersion: object.metadata.resourceVersion }
  if (call.accept.as === 'table') return table(call, [object], metadata)
  return call.accept.as === 'metadata' ? partial(object) : object
}

/** What objects are listed from. */
export type Listed = Pick<Store, 'list' | 'version' | 'horizon'>

export function list(call: Call, store: Listed): object {
  const { kind, accept } = call
  const { items, metadata } = page(call, store)
  if (accept.as === 'table') return table(call, items, metadata)
  if (accept.as === 'metadata') return { ...meta, metadata, items: items.map(partial) }
  const bare = kind.group === custom ? items : items.map(unnamed)
  return { kind: `${kind.kind}List`, apiVersion: apiVersion(kind), metadata, items: bare }
}

const meta = { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1' }

/** Items of built-in lists say neither kind nor apiVersion. */
const unnamed = (object: KubeObject) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !/^(kind|apiVersion)$/.test(key)))

/** What the selectors let through, from where the page before ended; its version stays that of the first page. */
function page(call: Call, store: Listed) {
  const { kind, query } = call
  if (query.get('resourceVersionMatch') === 'Exact') throw notHere('resourceVersionMatch=Exact')
  const from = opened(query.get('continue'), store)
  const after = store.list(kind).filter((one) => place(one) > from.last)
  const left = after.filter(selection(call))
  const items = left.slice(0, whole(query, 'limit') || Infinity)
  const metadata = { resourceVersion: String(from.version) }
  const last = items.at(-1)
  if (last === undefined || items.length === left.length) return { items, metadata }
  const token = JSON.stringify({ version: from.version, last: place(last) })
  const more = { continue: Buffer.from(token).toString('base64url') }
  const narrowed = query.get('labelSelector') || query.get('fieldSelector')
  const remaining = !narrowed && { remainingItemCount: left.length - items.length }
  return { items, metadata: { ...metadata, ...more, ...remaining } }
}

/** A page is read from the objects as they are now, yet no longer than the changes since the first are known. */
function opened(token: string | null, store: Listed): { version: number; last: string } {
  if (!token) return { version: store.version, last: '' }
  const inside = json(Buffer.from(token, 'base64url').toString())
  const version = count(inside, 'version')
  if (version < store.horizon || version > store.version)
    throw expired('The provided continue parameter is too old to display a consistent list result.')
  return { version, last: text(inside, 'last') }
}
