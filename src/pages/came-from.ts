/** The list that somebody goes back to when an object of it is gone. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { readList, writeList } from '../views/query.ts'
import type { ObjectContext } from '../views/object.ts'
import { readRemembered } from './remembered.ts'

/**
 * @param from an address as a form sends it: only what it says of a list of the same resource is taken.
 * @returns that list, else the one of the namespaces that the person looked at last.
 */
export function cameFrom(
  c: Context<Env>,
  { urls, cluster, ref: { resource } }: ObjectContext,
  from: string,
): string {
  const of = urls.read(from)
  if (of.cluster === cluster && of.resource === resource.id && of.object === null)
    return urls.list(cluster, resource.id, query(of.query))
  const ns = resource.namespaced ? readRemembered(c, cluster) : []
  return urls.list(cluster, resource.id, { ns })
}

function query(said: Readonly<Record<string, string>>) {
  const { state } = readList(new URLSearchParams(said))
  return writeList(state, { page: state.page })
}
