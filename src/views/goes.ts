/** What goes with an object, a line for each kind: how many, the first of them by their links. Pure. */
import type { ObjectMeta, Resource } from '../kube.ts'
import type { Goes } from './action-page.ts'
import type { ObjectContext } from './object.ts'
import { counted, grouped, kinds } from './words.ts'

/** @param count null: not known. @param named how many of `metas` at most */
export function goesLine(
  { urls, cluster }: Pick<ObjectContext, 'urls' | 'cluster'>,
  resource: Resource,
  metas: readonly ObjectMeta[],
  count: number | null,
  named: number,
): Goes['lines'][number] {
  const links = metas.slice(0, named).map(({ name, namespace = null }) => ({
    text: name,
    href: urls.object(cluster, { resource: resource.id, namespace, name }),
  }))
  const many = kinds(resource.kind, resource.plural)
  if (count === null) return { text: `${many}:`, links, more: 'and more' }
  const rest = count - links.length
  const more = rest > 0 ? `and ${grouped(rest)} more` : ''
  return { text: `${counted(count, resource.kind, many)}:`, links, more }
}
