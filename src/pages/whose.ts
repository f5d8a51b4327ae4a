/** Whose a piece of work is: a person's, as the API server knows them, in one cluster. */
import type { Context } from 'hono'
import { KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { isRecord, parsed } from '../json.ts'
import type { Connection, Identity, Kube } from '../kube.ts'

/** A connection is one credential: who it was once it is for good, though a later review fails. */
const known = new WeakMap<Connection, Promise<string>>()

/**
 * Two who are told apart by the API server never have the same; where it tells nobody who they are
 * (403, or 404 before Kubernetes 1.28), nobody shares. @throws AppError where it cannot say just now.
 */
export async function whose(c: Context<Env>): Promise<string> {
  const { cluster, connection, tally } = c.var
  let owner = known.get(connection)
  if (owner === undefined) {
    owner = ownerOf(connection.kube({ tally }))
    known.set(connection, owner)
    owner.catch(() => known.delete(connection))
  }
  return JSON.stringify([cluster.name, await owner])
}

/** Who that is, as far as the API server says. @param owner made by `whose` */
export function whoIs(owner: string): Identity | null {
  const [, who] = JSON.parse(owner) as readonly [cluster: string, who: string]
  const said = parsed(who)
  return isRecord(said) ? (said as unknown as Identity) : null
}

let last = 0

async function ownerOf(kube: Kube): Promise<string> {
  try {
    return JSON.stringify(await kube.identity())
  } catch (error) {
    if (!(error instanceof KubeError) || (error.status !== 403 && error.status !== 404)) throw error
    last += 1
    return String(last)
  }
}
