/** The object that a filter is about: the way from a narrowed list back to it. Pure. */
import type { Term } from '../live/filter.ts'
import type { TableRow } from '../kube.ts'
import type { ListContext } from './list-context.ts'
import { owner } from './owner.ts'
import type { Link } from './shell.ts'
import { sentence } from './words.ts'

/** What a term names for sure: a node, or the owner of the rows that are there. */
export function ofTerm(
  { name, sign, value, not, expression }: Term,
  rows: readonly TableRow[],
  context: ListContext,
): Link | null {
  if (sign !== '=' || not || expression) return null
  if (name === 'node') return node(value, context)
  return name === 'owner' ? ownerOf(value, rows, context) : null
}

function ownerOf(name: string, rows: readonly TableRow[], context: ListContext): Link | null {
  const meta = rows.find((row) => owner(row.meta)?.name === name)?.meta
  const by = meta && owner(meta)
  return by === undefined ? null : link(by, meta?.namespace ?? null, context)
}

/** A node in a field selector. */
export function ofField(requirement: string, context: ListContext): Link | null {
  const [, name] = /^spec\.nodeName==?(.+)$/.exec(requirement) ?? []
  return name === undefined ? null : node(name, context)
}

const node = (name: string, context: ListContext) =>
  link({ apiVersion: 'v1', kind: 'Node', name }, null, context)

function link(
  {
    apiVersion,
    kind,
    name,
  }: { readonly apiVersion: string; readonly kind: string; readonly name: string },
  where: string | null,
  { discovery, urls, cluster }: ListContext,
): Link | null {
  const resource = discovery.of(apiVersion, kind)
  if (resource === undefined || !/^[a-z0-9][a-z0-9.:-]*$/i.test(name)) return null
  const namespace = resource.namespaced ? where : null
  const href = urls.object(cluster, { resource: resource.id, namespace, name })
  return { text: `${sentence(kind)} ${name}`, href }
}
