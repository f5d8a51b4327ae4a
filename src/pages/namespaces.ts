/** The names to tick in the namespace picker: a fragment, read when it is opened. */
import { Hono } from 'hono'
import { KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { readList } from '../views/query.ts'

const limit = 500

export const namespaces = new Hono<Env>().get(paths.namespaces, async (c) => {
  const { kube } = c.var
  const chosen = readList(new URL(c.req.url).searchParams).state.namespaces
  const resource = (await kube.discovery()).get('namespaces')
  if (resource === undefined)
    return html(c, 'layouts/namespaces', {
      options: [],
      typed: chosen.join(','),
      note: 'This API server has no namespaces.',
    })
  try {
    const { items, continue: more } = await kube.metadata(resource, { namespace: null, limit })
    const options = items.map(({ metadata: { name } }) => ({ name, on: chosen.includes(name) }))
    const note = more === null ? '' : `These are the first ${limit}: type others above.`
    const rest = chosen.filter((name) => !options.some((option) => option.name === name))
    return html(c, 'layouts/namespaces', { options, typed: rest.join(','), note })
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 403) throw error
    return html(c, 'layouts/namespaces', {
      options: [],
      typed: chosen.join(','),
      note: 'You may not list namespaces: type their names above.',
    })
  }
})
