/** Joins what others of the same identity follow already, or follows it for them. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { FollowQuery, Identity, Resource } from '../kube.ts'
import type { Shared } from '../live/registry.ts'

export type Join = (resource: Resource, query: FollowQuery) => Shared

/** Shared by cluster, identity, resource and scope; where the API server does not say who one is, nothing is. */
export async function follower(c: Context<Env>): Promise<Join> {
  const { cluster, connection, kube, parts } = c.var
  const who = await identity(kube.identity())
  return (resource, query) => {
    const key = JSON.stringify([cluster.name, who, resource.id, resource.version, query])
    return parts.registry.join(key, (signal) => connection.kube({ signal }).follow(resource, query))
  }
}

async function identity(asked: Promise<Identity>): Promise<unknown> {
  try {
    return await asked
  } catch {
    return crypto.randomUUID()
  }
}
