/** What is wrong in one namespace: a fragment of its page, read again until all of it was looked at. */
import { type Context, Hono } from 'hono'
import { NotFound } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import { paths } from '../../urls.ts'
import { overviewPage } from '../../views/overview.ts'
import { readList } from '../../views/query.ts'
import { reference } from '../found.ts'
import { gather, soon } from './gathering.ts'
import { reader } from './reader.ts'

/** Milliseconds that it waits for what comes soon. */
const patience = 1000

export const overviewPart = new Hono<Env>().get(`${paths.object}/parts/overview`, async (c) => {
  const { ref, urls, cluster } = await reference(c)
  if (ref.resource.id !== 'namespaces') throw new NotFound('part', 'overview')
  const whole = urls.cluster(cluster, { ns: ref.name })
  // Without scripts its own page shows more.
  if (c.req.query('whole') !== undefined) return c.redirect(whole, 302)
  return html(c, 'overview/part', { ...(await partOf(c, ref.name)), whole })
})

async function partOf(c: Context<Env>, namespace: string) {
  const { state } = readList(new URLSearchParams({ ns: namespace }))
  const [read, gathering] = await Promise.all([reader(c, [namespace]), gather(c, state)])
  try {
    await soon(gathering, c.req.raw.signal, patience, false)
    const now = read(await gathering.now())
    const again = gathering.settled() ? '' : new URL(c.req.url).pathname
    const { assets } = c.var.parts
    const css = now.urls.asset(assets.names['overview.css'])
    return { troubles: overviewPage(now).troubles, again, css }
  } finally {
    gathering.leave()
  }
}
