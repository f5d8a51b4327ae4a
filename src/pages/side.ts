/** What the sidebar offers a person: kinds that they may list in the whole cluster, or in a namespace at hand. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { allows, type Connection, type Resource } from '../kube.ts'
import { known, seen, visited } from './known.ts'
import { most, readRemembered } from './remembered.ts'

export interface Side {
  readonly offered: (resource: Resource) => boolean
  /** Those that links keep. */
  readonly namespaces: readonly string[]
  /** How many stand for all of them in lists of this kind; 0: none, it may be listed in all. */
  readonly known: (resource: Resource) => number
}

/** Milliseconds that a page waits for it once the rest is there. */
const patience = 500

export const everything = (namespaces: readonly string[]): Side => ({
  offered: () => true,
  namespaces,
  known: () => 0,
})

/** While rights are not known everything is offered. @param picked the page's namespaces; absent: those of the last list. */
export async function side(c: Context<Env>, picked?: readonly string[]): Promise<Side> {
  const asked = picked ?? readRemembered(c, c.var.cluster.name)
  const { promise: late, resolve } = Promise.withResolvers<Side>()
  const timer = setTimeout(() => {
    owed.set(c.var.connection, Date.now() + whileOwed)
    resolve(everything(asked))
  }, patience)
  try {
    return await Promise.race([late, read(c, asked, picked === undefined)])
  } catch {
    return everything(asked)
  } finally {
    clearTimeout(timer)
  }
}

/** Until when (ms since 1970) a browser may still show what came too late to be folded. */
const owed = new WeakMap<Connection, number>()
const whileOwed = 600_000

/** A click that keeps the sidebar has to bring it all the same. */
export const isOwed = (c: Context<Env>): boolean => (owed.get(c.var.connection) ?? 0) > Date.now()

/** Begins to read it beside what the page reads itself. */
export function ahead(c: Context<Env>, picked: readonly string[]): void {
  read(c, picked, false).catch(() => {})
}

/** @param remembered names that nobody asked for on this page go where nothing may be listed in them. */
async function read(c: Context<Env>, asked: readonly string[], remembered: boolean): Promise<Side> {
  const { kube } = c.var
  const [whole, discovery] = await Promise.all([kube.rights(null), kube.discovery()])
  const listed = discovery.resources.filter(({ verbs }) => verbs.includes('list'))
  if (listed.every((resource) => whole.mayList(resource) === true)) return everything(asked)
  const found = await seen(c, asked.slice(0, most))
  const namespaces = remembered ? found.names : asked
  const wide = allows(whole, discovery) === true
  // Who has something everywhere has little to gain from one namespace: they are not all asked about.
  const hand = found.names.length > 0 ? found : await (wide ? visited(c) : known(c))
  const count = hand.names.length
  // Where no namespace is known, neither is what they may in it.
  const within = asked.length > most || (count === 0 && !wide) ? null : hand.rights
  return {
    offered: (resource) =>
      whole.mayList(resource) !== false ||
      (resource.namespaced && within?.mayList(resource) !== false),
    namespaces,
    known: (of) => (namespaces.length > 0 || whole.mayList(of) !== false ? 0 : count),
  }
}
