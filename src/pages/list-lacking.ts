/** Namespaces of which a list has nothing: they may not be listed, or do not exist. */
import type { Context } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import type { ListPage } from '../views/list.ts'
import type { Listed } from '../views/list-plan.ts'
import type { ListState } from '../views/query.ts'
import { missingNamespaces } from './found.ts'

/** Those that may be listed: the page and its stream are about them. */
export function without(state: ListState, refused: readonly string[]): ListState {
  return { ...state, namespaces: state.namespaces.filter((name) => !refused.includes(name)) }
}

/** What the page says of them. */
export function lacking(
  { id }: Resource,
  refused: readonly string[],
  absent: readonly string[],
): ListPage['leftOut'] {
  const texts = [
    ...refused.map((name) => `you may not list ${id} in ${name}.`),
    ...absent.map((name) => `there is no namespace ${name}.`),
  ]
  return texts.map((text) => ({ name: 'ns', text }))
}

/** Namespaces that do not exist, of those without a row. @throws NotFound where that leaves nothing. */
export async function absentOf(
  c: Context<Env>,
  { read: { state }, table, whole }: Pick<Listed, 'read' | 'table' | 'whole'>,
): Promise<readonly string[]> {
  const { rows } = table
  const isEmpty = (name: string) => !rows.some(({ meta }) => meta.namespace === name)
  const empty = state.namespaces.filter(isEmpty)
  if (empty.length === 0 || (!whole && table.rows.length > 0)) return []
  const absent = await missingNamespaces(c, empty)
  if (absent.length > 0 && table.rows.length === 0)
    throw new NotFound('namespace', absent.join(', '))
  return absent
}
