/** A list of any resource: what of it an address asks for, in which form. */
import { Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { formOf, streamForm } from '../http/negotiate.ts'
import type { Resource } from '../kube.ts'
import { paths } from '../urls.ts'
import { served } from './found.ts'
import { listAs } from './list-as.ts'
import { asksFor } from './list-asked.ts'
import { contexts } from './list-contexts.ts'
import { page } from './list-page.ts'
import { listStream } from './list-stream.ts'
import { scopeOf } from './narrowed.ts'
import { settled } from './settled.ts'

export const list = new Hono<Env>().get(paths.list, async (c) => {
  const { discovery, resource } = await served(c)
  if (!resource.verbs.includes('list')) throw unlistable(resource)
  const params = new URL(c.req.url).searchParams
  const ask = (of: URLSearchParams) => asksFor(c, resource, of)
  const at = contexts(c, discovery, resource)
  const watched = params.has('watch')
  const form = watched ? streamForm(c) : formOf(c)
  if (form !== null) return listAs(c, { resource, form, params, ask, at })
  const asked = await ask(params)
  const contextAt = await at(asked.state)
  if (watched) {
    const context = (now: Date) => contextAt(asked.state, now)
    const namespaces = await scopeOf(c, resource, asked.state)
    const owned = { '0': false, '1': true }[params.get('owned') ?? '']
    return listStream(c, { resource, read: asked, namespaces, context, owned })
  }
  return settled(c) ?? page(c, resource, asked, contextAt)
})

function unlistable(resource: Resource): NotFound {
  const can = resource.verbs.join(', ')
  return new NotFound(
    'list',
    resource.id,
    `The API server does not list ${resource.id}; it takes: ${can}.`,
  )
}
