/** Keeps a shell or a log in the dock, and takes note of how the dock is left. */
import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { AppError, InvalidInput } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { type Dock, keptOf, most, put, showing, tall, without } from '../views/dock.ts'
import { dockOf, keepDock, stripOf } from './docked.ts'
import { textsIn } from './form.ts'

type Form = Readonly<Record<string, string>>

export const dock = new Hono<Env>().post(paths.dock, async (c) => {
  const form = await textsIn(c)
  const before = dockOf(c)
  if (form['add'] !== undefined) return added(c, before, form)
  keepDock(c, changed(c, before, form))
  return c.body(null, 204)
})

/** As many as may be are there already. */
class NoRoom extends AppError {
  override readonly status = 409
  constructor() {
    super(`The dock holds ${most.frames}, and it is full: close one of them, then try again.`)
  }
}

/** Answers with the whole dock: what is new in it is seen. @param form `here`: how many the page shows. */
async function added(c: Context<Env>, before: Dock, form: Form): Promise<Response> {
  const kept = keptOf(form['add'] ?? '', c.var.parts.urls)
  if (kept === null)
    throw new InvalidInput({
      add: 'This cannot be kept in the dock: it is no shell or log, or its filter is too long.',
    })
  await c.var.parts.clusters.get(kept.cluster)
  const after = put(before, kept, randomBytes(3).toString('hex'))
  const grows = after.items.length > before.items.length
  const here = Math.max(before.items.length, Number(form['here']) || 0)
  if (grows && here >= most.frames) throw new NoRoom()
  const strip = await stripOf(c, after)
  if (strip === null) throw new InvalidInput({ add: 'Its cluster is not there any more.' })
  keepDock(c, after)
  return html(c, 'dock/strip', strip)
}

/** @throws InvalidInput */
function changed(c: Context<Env>, before: Dock, form: Form): Dock {
  const { close, show, open, height, at } = form
  if (close !== undefined) return without(before, ({ id }) => id === close)
  if (show !== undefined) return showing(before, show)
  if (open !== undefined) return { ...before, open: open === '1' }
  if (height !== undefined) return { ...before, tall: heightOf(height) }
  if (at === undefined) throw new InvalidInput({ dock: 'Nothing is asked of the dock.' })
  return moved(c, before, form)
}

/** A log that is narrowed otherwise now; what cannot be kept stays as it was. */
function moved(c: Context<Env>, before: Dock, { at, address = '' }: Form): Dock {
  const kept = keptOf(address, c.var.parts.urls)
  if (kept === null) return before
  const items = before.items.map((item) => (item.id === at ? { ...item, ...kept } : item))
  return { ...before, items }
}

function heightOf(text: string): number {
  const wanted = Number(text)
  if (Number.isInteger(wanted) && wanted >= tall.least && wanted <= tall.most) return wanted
  const words = `“${text.slice(0, 20)}” is not a height from ${tall.least} to ${tall.most}.`
  throw new InvalidInput({ height: words })
}
