/** What to know before something is done to many: each warning once, with what was read beside them. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Around } from '../../kind/action.ts'
import { type ActionPage, warning } from '../../views/action-page.ts'
import { type Chosen, hindrance, type ManyAction } from '../../views/bulk-rows.ts'
import { grouped } from '../../views/words.ts'
import { beside } from '../beside.ts'
import type { Served } from '../found.ts'

/** Warnings that are told, and namespaces in which is read for them. */
const most = { told: 3, read: 10 }

export async function warned(
  c: Context<Env>,
  { discovery }: Served,
  action: ManyAction,
  chosen: readonly Chosen[],
): Promise<ActionPage['warns']> {
  const { cluster, parts } = c.var
  const context = { cluster: cluster.name, urls: parts.urls, discovery, now: new Date() }
  const around = reader(c, action)
  const all = new Map<string, ActionPage['warns'][number]>()
  for (const one of chosen) {
    const { object } = one
    if (object === null || hindrance(action, one) !== '') continue
    const found = action.warns(object, await around(one))
    for (const each of found) {
      const own = warning(each, context)
      const text = typeof each === 'string' ? own.text : `${object.metadata.name}: ${own.text}`
      all.set(text, { ...own, text })
    }
  }
  const more = all.size - most.told
  const rest = more > 0 ? [{ text: `And ${grouped(more)} more like these.`, link: null }] : []
  return [...[...all.values()].slice(0, most.told), ...rest]
}

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
