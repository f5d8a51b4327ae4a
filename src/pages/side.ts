/** What the sidebar offers a person: kinds that they may list in the whole cluster, or in a namespace at hand. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { anyOf, type Resource, type Rights } from '../kube.ts'
import { known, seen } from './known.ts'
import { most, readRemembered } from './remembered.ts'

export interface Side {
  readonly offered: (resource: Resource) => boolean
  /** Those that links keep. */
  readonly namespaces: readonly string[]
}

/** Milliseconds that a page waits for it once the rest is there. */
const patience = 500

const everything = (namespaces: readonly string[]): Side => ({ offered: () => true, namespaces })

/** While rights are not known everything is offered. @param picked the page's namespaces; absent: those of the last list. */
export async function side(c: Context<Env>, picked?: readonly string[]): Promise<Side> {
  const asked = picked ?? readRemembered(c, c.var.cluster.name)
  const { promise: late, resolve } = Promise.withResolvers<Side>()
  const timer = setTimeout(() => resolve(everything(asked)), patience)
  try {
    return await Promise.race([late, read(c, asked, picked === undefined)])
  } catch {
    return everything(asked)
  } finally {
    clearTimeout(timer)
  }
}

/** Begins to read it beside what the page reads itself. */
export function ahead(c: Context<Env>, picked: readonly string[]): void {
  read(c, picked, false).catch(() => {})
}

/** @param remembered names that nobody asked for on this page go where nothing may be listed in them. */
async function read(c: Context<Env>, asked: readonly string[], remembered: boolean): Promise<Side> {
  const { kube } = c.var
  const [whole, { resources }] = await Promise.all([kube.rights(null), kube.discovery()])
  const listed = resources.filter(({ verbs }) => verbs.includes('list'))
  if (listed.every((resource) => whole.mayList(resource) === true)) return everything(asked)
  const found = await seen(c, asked.slice(0, most))
  const namespaces = remembered ? found.map(({ name }) => name) : asked
  const within = found.length > 0 ? anyOf(found.map(({ rights }) => rights)) : await atHand(c)
  const some = asked.length > most ? null : within
  const offered = (resource: Resource) =>
    whole.mayList(resource) !== false || (resource.namespaced && some?.mayList(resource) !== false)
  return { offered, namespaces }
}

/** Where no namespace is known, neither is what they may in it. */
async function atHand(c: Context<Env>): Promise<Rights | null> {
  const { names, rights } = await known(c)
  return names.length > 0 ? rights : null
}
