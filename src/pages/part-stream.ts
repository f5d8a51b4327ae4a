/** Where the stream of one part of an object stands. */
import type { Table } from '../kube.ts'
import type { Query } from '../urls.ts'
import { type ObjectContext, place, versionOf } from '../views/object.ts'

/** @param printed what the page shows. @param query what else its address says. */
export function partStream(
  context: ObjectContext,
  part: string,
  printed: Table,
  query: Query = {},
): string {
  const { urls, cluster, ref } = context
  const meta = printed.rows[0]?.meta ?? { name: ref.name }
  return urls.part(cluster, place(ref), part, { ...query, watch: versionOf(meta) })
}
