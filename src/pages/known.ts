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
  const { kube, parts } = c.var
  const [configured, own] = await Promise.all([kube.among(parts.config.namespaces), visited(c)])
  return {
    names: [...new Set([...configured.names, ...own.names])].toSorted(),
    rights: anyOf([configured.rights, own.rights]),
    unchecked: configured.unchecked,
  }
}

/** Those of the last lists and of the kubeconfig's context. */
export function visited(c: Context<Env>): Promise<Seen> {
  const { name, defaultNamespace } = c.var.cluster
  return seen(c, [...readVisited(c, name), defaultNamespace ?? ''].filter(Boolean))
}

const unknown: Rights = { mayList: () => null, may: () => null }

/** Those of some in which something can be listed, or in which that is not known; and what in any of them. */
export async function seen(c: Context<Env>, names: readonly string[]): Promise<Seen> {
  const { kube } = c.var
  const discovery = await kube.discovery()
  const asked = [...new Set(names)].map(async (name) => {
    // A cookie may hold what is no namespace's name.
    const rights = await kube.rights(name).catch(() => unknown)
    return { name, rights }
  })
  const found = (await Promise.all(asked)).filter(
    ({ rights }) => allows(rights, discovery) !== false,
  )
  return {
    names: found.map(({ name }) => name),
    rights: anyOf(found.map(({ rights }) => rights)),
  }
}

export type Seen = Pick<Among, 'names' | 'rights'>

/** Where a page with many lists looks for a person who may not list all namespaces. */
export interface Looked {
  /** At most ten, asked for when they are first needed. */
  readonly seen: () => Promise<Seen>
  /** How many more there were to look in. */
  readonly left: () => number
}

/** Each costs a call for every kind. */
export const mostLooked = 10

export function lookedIn(c: Context<Env>): Looked {
  let asked: Promise<Seen> | null = null
  let left = 0
  const ask = async () => {
    const { names, rights } = await known(c)
    left = Math.max(0, names.length - mostLooked)
    return { names: names.slice(0, mostLooked), rights }
  }
  return { seen: () => (asked ??= ask()), left: () => left }
}
