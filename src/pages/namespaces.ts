/** The names to tick in the namespace picker: a fragment, read when it is opened. */
import { Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { readList } from '../views/query.ts'
import { known } from './known.ts'
import { isRefused } from './reach.ts'

const limit = 500

export const namespaces = new Hono<Env>().get(paths.namespaces, async (c) => {
  const { kube } = c.var
  const chosen = readList(new URL(c.req.url).searchParams).state.namespaces
  const ticked = chosen.map((name) => ({ name, on: true }))
  const resource = (await kube.discovery()).get('namespaces')
  if (resource === undefined) throw new NotFound('resource', 'namespaces')
  const some = (names: readonly string[], note: string) => {
    const others = ticked.filter(({ name }) => !names.includes(name))
    const options = names.map((name) => ({ name, on: chosen.includes(name) }))
    return html(c, 'layouts/namespaces', { options: [...others, ...options], note })
  }
  try {
    const { items, continue: more } = await kube.metadata(resource, { namespace: null, limit })
    const names = items.map(({ metadata }) => metadata.name)
    return some(names, more === null ? '' : `These are the first ${limit}: type others above.`)
  } catch (error) {
    if (!isRefused(error)) throw error
    const { names, unchecked } = await known(c)
    return some(names, refused(names.length, unchecked))
  }
})

function refused(names: number, unchecked: number): string {
  const why = 'You may not list namespaces'
  const words =
    names === 0
      ? `${why}: type their names above.`
      : `${why}: these are known here and you may see them. Type others above.`
  return unchecked === 0 ? words : `${words} ${unchecked} could not be checked.`
}
