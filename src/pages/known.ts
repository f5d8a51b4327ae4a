/** The namespaces that are known for a person, each checked as that person before it is named. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { allows, type Among, anyOf, type Rights } from '../kube.ts'
import { readVisited } from './remembered.ts'

/**
 * In the order of their names: those of the last lists and of the kubeconfig's context, and, of those that
 * configuration names, the ones where the person may list anything. They decide nothing: the API server does.
 */
export async function known(c: Context<Env>): Promise<Among> {
  const { kube, cluster, parts } = c.var
  const own = [...readVisited(c, cluster.name), cluster.defaultNamespace ?? ''].filter(Boolean)
  const [configured, visited] = await Promise.all([
    kube.among(parts.config.namespaces),
    seen(c, own),
  ])
  const names = new Set([...configured.names, ...visited.map(({ name }) => name)])
  return {
    names: [...names].toSorted(),
    rights: anyOf([configured.rights, ...visited.map(({ rights }) => rights)]),
    unchecked: configured.unchecked,
  }
}

const unknown: Rights = { mayList: () => null }

/** Rights in each; those in which nothing can be listed are left out, unknown ones stay. */
export async function seen(
  c: Context<Env>,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly rights: Rights }[]> {
  const { kube } = c.var
  const discovery = await kube.discovery()
  const asked = [...new Set(names)].map(async (name) => {
    // A cookie may hold what is no namespace's name.
    const rights = await kube.rights(name).catch(() => unknown)
    return { name, rights }
  })
  return (await Promise.all(asked)).filter(({ rights }) => allows(rights, discovery) !== false)
}

/** Namespaces that a page looks in for a person who may not list them all. */
export interface Looked {
  /** At most 25, asked for when they are first needed. */
  readonly names: () => Promise<readonly string[]>
  /** How many more there were to look in. */
  readonly left: () => number
}

const mostLooked = 25

export function lookedIn(c: Context<Env>): Looked {
  let asked: Promise<readonly string[]> | null = null
  let left = 0
  const ask = async () => {
    const { names } = await known(c)
    left = Math.max(0, names.length - mostLooked)
    return names.slice(0, mostLooked)
  }
  return { names: () => (asked ??= ask()), left: () => left }
}
