/** Lists over all namespaces, or, where just those are refused, over the ones known for the person. */
import type { Context } from 'hono'
import { KubeError, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import { readRemembered } from './remembered.ts'

/** What each of the lists gave, and of which namespaces; null: of all. */
export interface Listed<T> {
  readonly values: readonly T[]
  readonly namespaces: readonly string[] | null
}

/** Those of the last list, else the one of the kubeconfig's context. They decide nothing: the API server does. */
export function knownNamespaces(c: Context<Env>): readonly string[] {
  const { name, defaultNamespace } = c.var.cluster
  const remembered = readRemembered(c, name)
  return remembered.length > 0 || defaultNamespace === null ? remembered : [defaultNamespace]
}

/**
 * @param known where it is looked when all namespaces at once are refused; those that are refused
 * too are left out and never named.
 * @throws KubeError 403 where the person may list it nowhere.
 */
export async function everywhere<T>(
  resource: Resource,
  known: readonly string[],
  list: (namespace: string | null) => Promise<T>,
): Promise<Listed<T>> {
  try {
    return { values: [await list(null)], namespaces: null }
  } catch (error) {
    if (!isRefused(error) || !resource.namespaced) throw error
    const found = (await Promise.all(known.map((name) => orNull(name, list)))).filter(
      (each) => each !== null,
    )
    if (found.length === 0) throw error
    return { values: found.map(({ value }) => value), namespaces: found.map(({ name }) => name) }
  }
}

export const isRefused = (error: unknown): boolean =>
  error instanceof KubeError && error.status === 403

async function orNull<T>(
  name: string,
  list: (namespace: string) => Promise<T>,
): Promise<{ readonly name: string; readonly value: T } | null> {
  try {
    return { name, value: await list(name) }
  } catch (error) {
    // A cookie may hold what is no namespace's name.
    if (isRefused(error) || error instanceof NotFound) return null
    throw error
  }
}
