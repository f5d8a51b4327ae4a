/** The page on which many objects are looked over before anything is done to them. */
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { actionsOfMany } from '../../actions.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import type { Goes } from '../../views/action-page.ts'
import { bulkForm, choiceForm } from '../../views/bulk-page.ts'
import { able, type Chosen, type ManyAction } from '../../views/bulk-rows.ts'
import { readList, writeList } from '../../views/query.ts'
import { dependentsOf } from '../dependents.ts'
import { foot } from '../foot.ts'
import type { Served } from '../found.ts'
import { contextOf } from '../kubectl.ts'
import { shell } from '../shell.ts'
import { userOf } from '../user.ts'
import type { Sent } from './sent.ts'
import { warned } from './warned.ts'

export interface Drawing {
  readonly sent: Sent
  /** Null: none is chosen yet. */
  readonly action: ManyAction | null
  readonly chosen: readonly Chosen[]
  readonly notes: readonly string[]
  /** Why nothing was begun; empty: nobody tried, or the form says so itself. */
  readonly said: string
  /** 200: the form is new. */
  readonly status: number
}

export async function form(c: Context<Env>, of: Served, drawing: Drawing): Promise<Response> {
  const { cluster, parts } = c.var
  const { resource } = of
  const { sent, notes } = drawing
  const page = await drawn(c, of, drawing)
  const status = page.role === '' ? drawing.status : 403
  const body = {
    ...page,
    said: drawing.said || page.said,
    status,
    runs: drawing.status === 429 ? parts.urls.runs(cluster.name) : '',
    notes,
    warns: drawing.action === null ? [] : await warned(c, of, drawing.action, drawing.chosen),
    goes: await goesOf(c, of, drawing),
    css: parts.urls.asset(parts.assets.names['run.css']),
    js: parts.urls.asset(parts.assets.names['many.js']),
    action: parts.urls.bulk(cluster.name, resource.id),
    once: randomUUID(),
    from: sent.from,
    back: backOf(c, resource.id, sent.from),
    shell: await shell(c, { title: page.title, resource }),
    foot: foot(c),
  }
  return html(c, 'bulk/page', body, status)
}

async function drawn(c: Context<Env>, { resource }: Served, drawing: Drawing) {
  const { cluster, parts, kube } = c.var
  const { sent, action, chosen, status } = drawing
  const about = {
    resource,
    cluster: cluster.name,
    urls: parts.urls,
    kube: contextOf(cluster),
    person: await userOf(kube),
    sent: status === 200 ? null : sent.fields,
  }
  return action === null
    ? choiceForm(actionsOfMany(resource), chosen, about)
    : bulkForm(action, chosen, about)
}

/** What goes with those that are deleted. */
async function goesOf(
  c: Context<Env>,
  { discovery }: Served,
  { action, chosen }: Drawing,
): Promise<Goes | null> {
  if (action?.id !== 'deletion') return null
  const { cluster, parts } = c.var
  const around = { cluster: cluster.name, urls: parts.urls, discovery }
  return dependentsOf(c, around, able(action, chosen))
}

/** The list that somebody comes from. */
export function backOf(c: Context<Env>, resource: string, from: string): string {
  const query = writeList(readList(new URLSearchParams(from)).state)
  return c.var.parts.urls.list(c.var.cluster.name, resource, query)
}
