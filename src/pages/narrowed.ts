/** A list over all namespaces: where just that is refused, the namespaces known for the person side by side. */
import type { Context } from 'hono'
import type { KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import type { ListState } from '../views/query.ts'
import { known } from './known.ts'
import { mostLive } from './list-collections.ts'
import { isRefused } from './reach.ts'
import { held } from './warm.ts'
import type { Rows } from './rows.ts'

export interface Spread extends Rows {
  /** null: as the address says. */
  readonly narrowed: Narrowing | null
}
export interface Narrowing {
  readonly namespaces: readonly string[]
  /** Why it is not a list over all of them. */
  readonly refusal: KubeError
}

/**
 * @param early as `held`
 * @throws KubeError 403, the first one, where there is none that the person may list
 */
export async function spread(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  early = false,
): Promise<Spread> {
  try {
    return { ...(await held(c, resource, state, early)), narrowed: null }
  } catch (refusal) {
    if (!isRefused(refusal) || !overAll(resource, state)) throw refusal
    const names = await listable(c, resource)
    if (names.length === 0) throw refusal
    const found = await alone(c, resource, { ...state, namespaces: names }, refusal)
    const namespaces = names.filter((name) => !found.refused.includes(name))
    // What was refused nobody asked for by its name: it is not told either.
    return { ...found, refused: [], narrowed: { namespaces, refusal } }
  }
}

const overAll = (resource: Resource, { namespaces }: ListState) =>
  resource.namespaced && namespaces.length === 0

async function alone(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  refusal: KubeError,
): Promise<Rows> {
  try {
    return await held(c, resource, state)
  } catch (error) {
    throw isRefused(error) ? refusal : error
  }
}

async function listable(c: Context<Env>, resource: Resource): Promise<readonly string[]> {
  const { names, rights } = await known(c)
  if (rights.mayList(resource) === false) return []
  return names.filter((name) => c.var.kube.knownRights(name)?.mayList(resource) !== false)
}

/** The parameter with which a page's stream follows the namespaces that the page shows. */
export function followed({ namespaces }: Narrowing): { readonly in?: readonly string[] } {
  // More are not followed but read anew, and an address has an end.
  return namespaces.length > mostLive ? {} : { in: namespaces }
}

/** The namespaces that a stream is about: as its page says, else as the address of any list does. */
export async function scopeOf(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
): Promise<readonly string[]> {
  if (!overAll(resource, state)) return state.namespaces
  const said = (c.req.query('in') ?? '').split(',').filter(Boolean)
  if (said.length > 0) return said.slice(0, mostLive)
  const { kube } = c.var
  const rights = await kube.rights(null).catch(() => null)
  if (rights?.mayList(resource) === true) return []
  // An API server that cannot be asked has refused nothing.
  const may = await kube.can('list', resource, null).catch(() => true)
  return may ? [] : listable(c, resource)
}
