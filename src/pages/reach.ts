/** Lists over all namespaces, or, where just those are refused, over the ones known for the person. */
import { KubeError, NotFound } from '../errors.ts'
import type { Kube, Resource } from '../kube.ts'
import type { Seen } from './known.ts'

/** What each of the lists gave, and of which namespaces; null: of all. */
export interface Listed<T> {
  readonly values: readonly T[]
  readonly namespaces: readonly string[] | null
}

/**
 * @param known where it is looked when all namespaces at once are refused; those that are refused
 * too are left out and never named. What is known to be refused is not asked for.
 * @throws KubeError 403 where the person may list it nowhere.
 */
export async function everywhere<T>(
  kube: Kube,
  resource: Resource,
  known: () => Promise<Seen>,
  list: (namespace: string | null) => Promise<T>,
): Promise<Listed<T>> {
  const narrow = resource.namespaced && kube.knownRights(null)?.mayList(resource) === false
  const first = narrow ? await within(kube, resource, await known(), list) : null
  if (first !== null) return first
  try {
    return { values: [await list(null)], namespaces: null }
  } catch (error) {
    if (!isRefused(error) || !resource.namespaced || narrow) throw error
    const found = await within(kube, resource, await known(), list)
    if (found === null) throw error
    return found
  }
}

async function within<T>(
  kube: Kube,
  resource: Resource,
  { names, rights }: Seen,
  list: (namespace: string) => Promise<T>,
): Promise<Listed<T> | null> {
  if (rights.mayList(resource) === false) return null
  const asked = names
    .filter((name) => kube.knownRights(name)?.mayList(resource) !== false)
    .map((name) => orNull(name, list))
  const found = (await Promise.all(asked)).filter((each) => each !== null)
  if (found.length === 0) return null
  return { values: found.map(({ value }) => value), namespaces: found.map(({ name }) => name) }
}

export const isRefused = (error: unknown): error is KubeError =>
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
