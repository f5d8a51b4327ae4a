/** The command box of a cluster as a search engine of the browser (OpenSearch 1.1). */
import { Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { send } from '../http/html.ts'
import { paths } from '../urls.ts'
import { render } from '../views.ts'

/** In the place of what is searched for. */
const terms = '{searchTerms}'

export const openSearch = new Hono<Env>().get(paths.openSearch, (c) => {
  const { cluster, parts } = c.var
  const { urls, config } = parts
  const url = new URL(c.req.url)
  // Browsers take whole addresses only; behind a proxy that ends TLS ours begins otherwise than theirs.
  const origin = `${config.secure ? 'https:' : url.protocol}//${url.host}`
  const template = `${origin}${urls.go(cluster.name)}?q=${terms}`
  const icon = origin + urls.asset(parts.assets.names['portlight.svg'])
  const said = render('search/description', { name: cluster.title, template, icon })
  return send(c, said, 'application/opensearchdescription+xml; charset=utf-8')
})
