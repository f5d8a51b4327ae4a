/** All that a list’s address selects, as its page has them: the first of them, and how many there are. */
import type { Context } from 'hono'
import { InvalidInput } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { ObjectMeta } from '../../kube.ts'
import { limits } from '../../runs.ts'
import type { Served } from '../found.ts'
import { contexts } from '../list-contexts.ts'
import { asksFor } from '../list-asked.ts'
import { choose } from '../list-as/exported.ts'
import { seen } from '../seen.ts'
import { readable } from '../selected.ts'

/** Looks at a list that is still read, each of a second. */
const looks = 20

export async function matching(
  c: Context<Env>,
  { discovery, resource }: Served,
  params: URLSearchParams,
): Promise<{ readonly metas: readonly ObjectMeta[]; readonly total: number }> {
  for (const name of ['page', 'size', 'cols', 'as', 'action', 'group']) params.delete(name)
  const asked = await asksFor(c, resource, params)
  const { group: _, by: __, ...state } = asked.state
  if (Object.keys(asked.wrong).length > 0) throw new InvalidInput(asked.wrong)
  const read = { state: { ...state, page: 1, size: limits.items }, wrong: {} }
  let found = await readable(c, resource, read)
  for (let left = looks; left > 0 && found.reading !== undefined; left -= 1)
    found = await readable(c, resource, read)
  if (found.full !== undefined) throw found.full
  // A selector that the API server does not take would select all.
  if (Object.keys(found.read.wrong).length > 0) throw new InvalidInput(found.read.wrong)
  if (found.reading !== undefined)
    throw new InvalidInput({ q: 'The list is still being read: try again in a moment.' })
  const context = (await contexts(c, discovery, resource)(state))(read.state, new Date())
  const listed = { ...found, read, context }
  const chosen = choose(listed, await seen(found.kept, listed))
  const { table, whole } = found
  const total = whole ? chosen.seen.total : table.rows.length + (table.remaining ?? 0)
  return { metas: chosen.seen.rows.slice(0, limits.items).map(({ meta }) => meta), total }
}
