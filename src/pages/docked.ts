/** What a person keeps in the dock, in a cookie of theirs. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { bare, embedded } from '../http/embedded.ts'
import type { Env } from '../http/env.ts'
import { clusterMark } from '../views/cluster-mark.ts'
import { type Dock, readDock, without, writeDock } from '../views/dock.ts'
import { type DockButton, dockStrip, type DockStrip } from '../views/dock-strip.ts'
import { keep } from './cookie.ts'

const cookie = 'pl_dock'

export const dockOf = (c: Context<Env>): Dock =>
  readDock(getCookie(c, cookie) ?? '', c.var.parts.urls)

export const keepDock = (c: Context<Env>, dock: Dock): void => keep(c, cookie, writeDock(dock), 30)

/** Null where nothing is kept. */
export async function stripOf(c: Context<Env>, dock: Dock): Promise<DockStrip | null> {
  const { clusters, config, urls, assets } = c.var.parts
  const all = await clusters.all()
  return dockStrip(dock, {
    urls,
    assets: {
      css: urls.asset(assets.names['dock.css']),
      js: urls.asset(assets.names['dock.js']),
    },
    clusters: all.map(({ name, title }) => ({
      name,
      title,
      ...clusterMark({ name, title }, config),
    })),
  })
}

/** What keeps this page in it; null in a frame, below which there is none. */
export const dockButton = (c: Context<Env>, address: string): DockButton | null =>
  embedded(c) || bare(c) ? null : { action: c.var.parts.urls.dock, address }

/** Who signs out leaves nothing of that cluster behind. */
export function undock(c: Context<Env>, cluster: string): void {
  const dock = dockOf(c)
  if (dock.items.length > 0)
    keepDock(
      c,
      without(dock, (item) => item.cluster === cluster),
    )
}
