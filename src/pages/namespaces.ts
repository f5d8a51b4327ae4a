/** The names to tick in the namespace picker: a fragment, read when it is opened. */
import { Hono } from 'hono'
import { KubeError, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { readList } from '../views/query.ts'

const limit = 500

export const namespaces = new Hono<Env>().get(paths.namespaces, async (c) => {
  const { kube } = c.var
  const chosen = readList(new URL(c.req.url).searchParams).state.namespaces
  const ticked = chosen.map((name) => ({ name, on: true }))
  const resource = (await kube.discovery()).get('namespaces')
  if (resource === undefined) throw new NotFound('resource', 'namespaces')
  try {
    const { items, continue: more } = await kube.metadata(resource, { namespace: null, limit })
    const names = items.map(({ metadata }) => metadata.name)
    const others = ticked.filter(({ name }) => !names.includes(name))
    const options = names.map((name) => ({ name, on: chosen.includes(name) }))
    const note = more === null ? '' : `These are the first ${limit}: type others above.`
    return html(c, 'layouts/namespaces', { options: [...others, ...options], note })
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 403) throw error
    const note = 'You may not list namespaces: type their names above.'
    return html(c, 'layouts/namespaces', { options: ticked, note })
  }
})
