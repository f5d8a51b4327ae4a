/** Joins what others of the same identity follow already, or follows it for them. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { FollowQuery, Identity, Kube, Resource, Table } from '../kube.ts'
import type { Viewer } from '../live/audience.ts'
import { type Feed, type Reading } from '../live/collection.ts'
import { sameForAll } from '../live/interned.ts'
import { orElse, polled } from '../live/polled.ts'
import type { Shared } from '../live/registry.ts'
import { expired, identityOf } from './identity.ts'
import { refusal } from './refusal.ts'

/** Milliseconds between two readings of what is not watched. */
const often = 30_000

export interface Wanted {
  readonly resource: Resource
  readonly query: FollowQuery
  /** Rows that are wanted where only the beginning is read. */
  readonly least?: Reading['least']
  /** What is read from time to time where the API server does not let it be watched. */
  readonly read: (kube: Kube) => Promise<Table>
  /** Answers of a watch after which it is read so: 405, no watch; 403, not for this person. */
  readonly unwatched: readonly number[]
  /** It is not tried to watch it. */
  readonly poll?: boolean
  /** Milliseconds between two readings of what is not watched; absent: 30 s. */
  readonly every?: number
}

export interface Join {
  (wanted: Wanted): Shared
  /** Whether its rows are there already. */
  readonly holds: (wanted: Wanted) => boolean
}

/** Shared by cluster, identity, resource and scope; where the API server does not say who one is, nothing is. */
export async function follower(c: Context<Env>): Promise<Join> {
  const { cluster, kube, parts } = c.var
  const who = await identityOf(kube)
  const of = ({ resource }: Wanted) => [cluster.name, resource.id, resource.version]
  const keyOf = (wanted: Wanted) =>
    JSON.stringify([...of(wanted), wanted.query, wanted.poll ?? false, who ?? crypto.randomUUID()])
  const join = (wanted: Wanted) => {
    const { resource, query, least } = wanted
    return parts.registry.join(keyOf(wanted), viewer(c, wanted, who), {
      ...(least !== undefined && { least }),
      ...(sameForAll(resource) && {
        pool: JSON.stringify([...of(wanted), query.reads, query.paths]),
      }),
    })
  }
  return Object.assign(join, { holds: (wanted: Wanted) => parts.registry.holds(keyOf(wanted)) })
}

function viewer(c: Context<Env>, wanted: Wanted, who: Identity | null): Viewer {
  const { connection } = c.var
  const { resource, query } = wanted
  return {
    credential: connection,
    feed: feedOf(c, wanted),
    refused: () => refusal(connection.kube(), resource, query),
    expired: async () => expired(connection, who),
  }
}

function feedOf(c: Context<Env>, wanted: Wanted): Feed {
  const { resource, query, read, unwatched, poll, every = often } = wanted
  const { connection } = c.var
  const instead = polled((signal) => read(connection.kube({ signal })), every)
  if (poll === true) return instead
  const watched: Feed = (signal, glimpse) =>
    connection.kube({ signal }).follow(resource, query, glimpse)
  return orElse(watched, instead, unwatched)
}
