/** Lists and single objects, in pages and in every print. */
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { badRequest, expired, notHere } from './failure.ts'
import { at, without } from './field.ts'
import { apiVersion, custom } from './kinds.ts'
import { type Include, partial, table } from './print.ts'
import { selection } from './select.ts'
import type { Store } from './store.ts'

export function get(call: Call, object: KubeObject): object {
  const metadata = { resourceVersion: object.metadata.resourceVersion }
  if (call.accept.as === 'Table') return table(call.kind, [object], { ...printing(call), metadata })
  return call.accept.as === 'object' ? asked(call, object) : partial(object)
}

export function list(call: Call, store: Store): object {
  const { chosen, metadata } = page(call, store)
  const { kind, accept } = call
  if (accept.as === 'Table') return table(kind, chosen, { ...printing(call), metadata })
  if (accept.as !== 'object') {
    const items = chosen.map(partial)
    return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items }
  }
  const items = kind.group === custom ? chosen.map((one) => asked(call, one)) : chosen.map(bare)
  const version = apiVersion(kind, call.version)
  return { kind: `${kind.kind}List`, apiVersion: version, metadata, items }
}

/** The object in the version that was asked for. */
export const asked = (call: Call, object: KubeObject): KubeObject => ({
  ...object,
  kind: call.kind.kind,
  apiVersion: apiVersion(call.kind, call.version),
})

export const printing = (call: Call) => ({ include: include(call.query), now: call.now })

function include(query: URLSearchParams): Include {
  const wanted = query.get('includeObject') ?? 'Metadata'
  if (wanted === 'None' || wanted === 'Metadata' || wanted === 'Object') return wanted
  throw badRequest(
    `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(wanted)}: ` +
      "must be 'Metadata', 'Object', 'None', or empty",
  )
}

/** Items of built-in lists say neither kind nor apiVersion. */
const bare = (object: KubeObject) => without(object, 'kind', 'apiVersion')

/** What the selectors let through, as it was at the version of the first page, from where that page ended. */
function page({ kind, namespace, query }: Call, store: Store) {
  if (query.get('resourceVersionMatch') === 'Exact') throw notHere('resourceVersionMatch=Exact')
  const token = query.get('continue')
  const from = token ? opened(token, store) : { version: store.version, start: '' }
  const test = selection(kind, query)
  const all = store.list(kind, namespace, from.version)
  const left = all.filter((one) => place(one) >= from.start && (test === null || test(one)))
  const chosen = left.slice(0, whole(query, 'limit') || Infinity)
  const metadata = { resourceVersion: String(from.version) }
  const last = chosen.at(-1)
  if (last === undefined || chosen.length === left.length) return { chosen, metadata }
  const more = { continue: sealed(from.version, `${place(last)}\0`) }
  const remaining = test === null && { remainingItemCount: left.length - chosen.length }
  return { chosen, metadata: { ...metadata, ...more, ...remaining } }
}

const place = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`

const sealed = (version: number, start: string) =>
  Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: version, start })).toString('base64url')

function opened(token: string, store: Store): { version: number; start: string } {
  const { rv, start } = unsealed(token)
  if (rv === -1) return { version: store.version, start }
  if (rv < store.horizon) throw expired(tooOld, { continue: sealed(-1, start) })
  return { version: rv, start }
}

function unsealed(token: string): { rv: number; start: string } {
  try {
    const inside: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    const [rv, start] = [at(inside, 'rv'), at(inside, 'start')]
    if (typeof rv === 'number' && typeof start === 'string') return { rv, start }
  } catch {
    // said below
  }
  throw badRequest('invalid continue token: continue key is not valid')
}

const tooOld =
  'The provided continue parameter is too old to display a consistent list result. ' +
  'You can start a new list without the continue parameter, or use the continue token in this ' +
  'response to retrieve the remainder of the results. Continuing with the provided token results ' +
  'in an inconsistent list - objects that were created, modified, or deleted between the time the ' +
  'first chunk was returned and now may show up in the list.'

/** A whole number of the query; null when absent. */
export function whole(query: URLSearchParams, name: string): number | null {
  const found = query.get(name)
  if (found === null || found === '') return null
  if (/^-?\d+$/.test(found)) return Number(found)
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(found)}: invalid syntax`)
}
