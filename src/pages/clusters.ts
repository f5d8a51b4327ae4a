/** `/`: the clusters; where there is only one, straight to it. */
import { Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { clusterMark } from '../views/cluster-mark.ts'
import { shell } from './shell.ts'

export const clusters = new Hono<Env>().get(paths.home, async (c) => {
  const { urls, config, clusters: known } = c.var.parts
  const [all, current] = await Promise.all([known.all(), known.current()])
  const [only] = all
  if (all.length === 1 && only !== undefined) return c.redirect(urls.cluster(only.name), 302)
  return html(c, 'clusters/page', {
    shell: await shell(c, { title: 'Clusters' }),
    clusters: all.map(({ name, title, source }) => ({
      title,
      href: urls.cluster(name),
      source,
      current: name === current,
      ...clusterMark({ name, title }, config),
    })),
    foot: [],
  })
})
