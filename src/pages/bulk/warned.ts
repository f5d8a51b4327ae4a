/** What to know before something is done to many: each warning once, with what was read beside them. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Around } from '../../kind/action.ts'
import { type ActionPage, warning } from '../../views/action-page.ts'
import { ableOf, type Chosen, type ManyAction } from '../../views/bulk-rows.ts'
import type { Link } from '../../views/shell.ts'
import { grouped } from '../../views/words.ts'
import { beside } from '../beside.ts'
import type { Served } from '../found.ts'

/** Warnings that are told, objects that one names, and namespaces in which is read for them. */
const most = { told: 3, named: 3, read: 10 }

export async function warned(
  c: Context<Env>,
  { discovery }: Served,
  action: ManyAction,
  chosen: readonly Chosen[],
): Promise<ActionPage['warns']> {
  const { cluster, parts } = c.var
  const context = { cluster: cluster.name, urls: parts.urls, discovery, now: new Date() }
  const around = reader(c, action)
  const able = ableOf(action, chosen)
  const all = new Map<string, { readonly names: string[]; readonly link: Link | null }>()
  for (const one of able) {
    const { metadata } = one.object
    for (const each of action.warns(one.object, await around(one))) {
      const { text, link } = warning(each, context)
      const found = all.get(text)
      if (found === undefined) all.set(text, { names: [metadata.name], link })
      else found.names.push(metadata.name)
    }
  }
  const told = [...all].map(([text, { names, link }]) => {
    const who = names.length === able.length && names.length > 1 ? '' : `${among(names)}: `
    return { text: who + text, link }
  })
  const more = told.length - most.told
  const rest = more > 0 ? [{ text: `And ${grouped(more)} more like these.`, link: null }] : []
  return [...told.slice(0, most.told), ...rest]
}

/** Whom it is about; of many how many. */
const among = (names: readonly string[]): string =>
  names.length > most.named ? `${grouped(names.length)} of them` : names.join(', ')

/** The same is read once for all of a namespace. */
function reader(c: Context<Env>, action: ManyAction): (one: Chosen) => Promise<Around> {
  const known = new Map<string, Promise<Around>>()
  return ({ ref, object }) => {
    if (object === null) return Promise.resolve({})
    const key = JSON.stringify([ref.namespace, action.beside(object)])
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= most.read) return Promise.resolve({})
    const asked = beside(c.var.kube, action, ref, object)
    known.set(key, asked)
    return asked
  }
}
