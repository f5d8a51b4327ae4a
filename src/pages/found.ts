/** The resource and the object that an address names. */
import type { Context } from 'hono'
import { KubeError, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { checkName, type Discovery, type Ref, type Resource } from '../kube.ts'
import type { ObjectContext } from '../views/object.ts'
import { sentence } from '../views/words.ts'
import { contextOf } from './kubectl.ts'

/** The address used another of the resource's names: the browser is to go to its own. */
export class Moved extends Error {
  readonly resource: string
  constructor(resource: string) {
    super(`It is called ${resource}.`)
    this.resource = resource
  }
}

export interface Served {
  readonly discovery: Discovery
  readonly resource: Resource
}

/** @throws NotFound where the API server serves no such resource; Moved for a short, singular or versioned name. */
export async function served(c: Context<Env>): Promise<Served> {
  const word = c.req.param('resource') ?? ''
  const known = find(await c.var.kube.discovery(), word)
  if (known !== null) return known
  const fresh = find(await c.var.kube.discovery(true), word)
  if (fresh !== null) return fresh
  const message = `${c.var.cluster.title} does not serve a resource “${word.slice(0, 100)}”. Perhaps the add-on that brings it is not installed here, or its API group is down.`
  throw new NotFound('resource', word, message)
}

function find(discovery: Discovery, word: string): Served | null {
  const resource = discovery.get(word)
  if (resource !== undefined) return { discovery, resource }
  const other = discovery.resolve(word.toLowerCase())
  if (other !== undefined) throw new Moved(other.id)
  return null
}

/** The object that the address names, its namespace checked against the resource's scope. */
export async function reference(c: Context<Env>): Promise<ObjectContext> {
  const { discovery, resource } = await served(c)
  const { namespace = '-', name = '' } = c.req.param() as Readonly<Record<string, string>>
  const none = namespace === '-'
  if (none === resource.namespaced) {
    const kind = sentence(resource.kind)
    throw new NotFound(
      'object',
      name,
      none
        ? `${kind} lives in a namespace; this address names none.`
        : `${kind} has no namespace; in its place stands “-”.`,
    )
  }
  const { cluster, parts } = c.var
  const ref = { resource, namespace: none ? null : namespace, name: checkName(name) }
  const { shell, readOnly } = parts.config
  const shells = shell && !readOnly
  const { urls } = parts
  const [context, now] = [contextOf(cluster), new Date()]
  return { cluster: cluster.name, context, ref, discovery, urls, now, shells }
}

/** Turns the server's 404 for an object into one that names the namespace, where it is the namespace that is missing. */
export async function nameMissing(c: Context<Env>, ref: Ref, error: unknown): Promise<never> {
  if (!(error instanceof KubeError) || error.status !== 404 || ref.namespace === null) throw error
  const missing = await missingNamespaces(c, [ref.namespace])
  if (missing.length > 0) throw new NotFound('namespace', ref.namespace)
  throw error
}

/** Those of `names` that the API server says do not exist; what one may not ask is taken to exist. */
export async function missingNamespaces(
  c: Context<Env>,
  names: readonly string[],
): Promise<readonly string[]> {
  const resource = (await c.var.kube.discovery()).get('namespaces')
  if (resource === undefined) return []
  const asked = names.map(async (name) => {
    try {
      await c.var.kube.head({ resource, namespace: null, name })
      return null
    } catch (error) {
      return error instanceof KubeError && error.status === 404 ? name : null
    }
  })
  return (await Promise.all(asked)).filter((name) => name !== null)
}
