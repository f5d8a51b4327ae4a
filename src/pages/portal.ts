/** A page in a frame of a portal: who hears of its height, and where it stands whole. */
import type { Context } from 'hono'
import { bare, embedded } from '../http/embedded.ts'
import type { Env } from '../http/env.ts'
import type { Portal } from '../views/shell.ts'

/** Null where there is no frame, or one of our own and no portal. */
export function portalOf(c: Context<Env>): Portal | null {
  const { config, urls, assets } = c.var.parts
  const alone = bare(c)
  const origins = config.frameAncestors.split(' ').filter((source) => /^https?:/.test(source))
  if (!alone && (origins.length === 0 || !embedded(c))) return null
  const js = urls.asset(assets.names['embed.js'])
  const told = { js, origins: origins.join(' ') }
  if (!alone) return { ...told, css: '', out: '' }
  return { ...told, css: urls.asset(assets.names['embed.css']), out: whole(c) }
}

function whole(c: Context<Env>): string {
  const url = new URL(c.req.url)
  url.searchParams.delete('embed')
  return url.pathname.replace(/^\/+/, '/') + url.search
}
