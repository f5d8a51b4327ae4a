/** The collections behind a list's stream: one for each namespace, shared by all who are the same person to the API server. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import type { Shared } from '../live/registry.ts'
import type { ListState } from '../views/query.ts'
import { follower } from './follower.ts'

/** Rows up to which a list is filled without being asked: sort, filter and count are exact then. */
const small = 5000

export interface Lists {
  readonly shared: readonly Shared[]
  /** Only the beginning is read: the page's own rows are live, the others are not known. */
  readonly partly: boolean
}

export async function lists(c: Context<Env>, resource: Resource, state: ListState): Promise<Lists> {
  const join = await follower(c)
  const scopes =
    resource.namespaced && state.namespaces.length > 0 ? state.namespaces.toSorted(inOrder) : [null]
  const partly = plain(state) && (await large(c, resource, scopes[0] ?? null))
  const shared = scopes.map((namespace) => {
    const query = {
      namespace,
      ...(state.labels !== '' && { labels: state.labels }),
      ...(state.fields !== '' && { fields: state.fields }),
      ...(partly && { first: state.size }),
    }
    return join(resource, query)
  })
  return { shared, partly }
}

const inOrder = (a: string, b: string) => (`${a}/` < `${b}/` ? -1 : 1)

/** Its first page is the beginning of the server's own order. */
function plain({ q, sort, status, page, labels, fields, namespaces }: ListState): boolean {
  return (
    [q, sort, labels, fields].every((text) => text === '') &&
    status === null &&
    page === 1 &&
    namespaces.length < 2
  )
}

async function large(
  c: Context<Env>,
  resource: Resource,
  namespace: string | null,
): Promise<boolean> {
  const { remaining } = await c.var.kube.metadata(resource, { namespace, limit: 1 })
  return (remaining ?? 0) > small
}
