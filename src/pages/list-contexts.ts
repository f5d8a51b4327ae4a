/** What drawing a list takes beside its rows. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Discovery, Resource } from '../kube.ts'
import { engineFor } from '../live/filter.ts'
import { type ListState, writeList } from '../views/query.ts'
import type { ContextAt } from './list-page.ts'

export function contexts(c: Context<Env>, discovery: Discovery, resource: Resource) {
  const { cluster, parts } = c.var
  const same = { cluster: cluster.name, resource, discovery, urls: parts.urls }
  return async ({ q }: Pick<ListState, 'q'>): Promise<ContextAt> => {
    const engine = await engineFor(q)
    return (state, now) => ({ ...same, query: writeList(state), now, engine })
  }
}
