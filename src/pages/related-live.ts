/** What belongs to an object, kept as it is now on the object's own stream. */
import type { KubeObject, Relation } from '../kind.ts'
import type { Kube } from '../kube.ts'
import type { Shared } from '../live/registry.ts'
import type { ObjectParts } from '../views/object-live.ts'
import type { ObjectContext } from '../views/object.ts'
import type { Belonging } from '../views/related.ts'
import type { Join } from './follower.ts'
import { drawn, queryOf, readSome } from './related.ts'

export interface Relations {
  readonly shared: readonly Shared[]
  /** Those that look different since the last look; the first look is one. */
  changed(): ObjectParts['related']
}

/** @param object as it is now: a selector that changes shows when the page is loaded anew. */
export function followRelations(
  relations: readonly Relation<KubeObject>[],
  object: KubeObject,
  context: ObjectContext,
  join: Join,
): Relations | null {
  if (relations.length === 0) return null
  const all = relations.flatMap((relation) => followed(relation, object, context, join))
  return {
    shared: all.map(({ shared }) => shared),
    changed: () => all.flatMap(({ look }) => look()),
  }
}

interface Followed {
  readonly shared: Shared
  readonly look: () => ObjectParts['related']
}

function followed(
  relation: Relation<KubeObject>,
  object: KubeObject,
  context: ObjectContext,
  join: Join,
): readonly Followed[] {
  const resource = context.discovery.get(relation.resource)
  const query = resource && queryOf(relation, object, resource)
  if (resource === undefined || query === undefined || query === null) return []
  const read = (kube: Kube) => readSome(kube, resource, query)
  const shared = join({ resource, query, read, unwatched: [403, 405] })
  return [{ shared, look: looker(shared, { relation, object, resource }, context) }]
}

function looker(shared: Shared, belonging: Belonging, context: ObjectContext): Followed['look'] {
  let seen: unknown = null
  let shown = ''
  return () => {
    const table = shared.collection.table()
    if (table === null || table === seen) return []
    seen = table
    const rows = drawn(belonging, table, { ...context, now: new Date() })
    const marks = rows.rows.map(({ id, mark: of }) => `${id} ${of}`)
    const mark = JSON.stringify([rows.total, marks, rows.sums, rows.problems])
    if (mark === shown) return []
    shown = mark
    return [{ id: `part-${belonging.relation.id}`, rows }]
  }
}
