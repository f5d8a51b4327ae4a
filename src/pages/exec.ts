/** A shell in a container: its page, and the ticket that opens it. */
import { type Context, Hono } from 'hono'
import { InvalidInput, NotFound, Refused } from '../errors.ts'
import { embedded } from '../http/embedded.ts'
import type { Env } from '../http/env.ts'
import { styledOnly } from '../http/guard.ts'
import { html } from '../http/html.ts'
import { onlyLooks } from '../http/read-only.ts'
import { paths } from '../urls.ts'
import { execBody, readContainers, streamsOf } from '../views/exec.ts'
import { execLine } from '../views/kubectl-line.ts'
import { type ObjectContext, objectHead, place } from '../views/object.ts'
import { dockButton } from './docked.ts'
import { holderOf, waiting } from './exec/begin.ts'
import { commandOf, sizeOf, type Wish } from './exec/wish.ts'
import { foot } from './foot.ts'
import { nameMissing, reference } from './found.ts'
import { contextOf } from './kubectl.ts'
import { shell } from './shell.ts'
import { whose } from './whose.ts'
import { printedOf } from './whole.ts'
import { formIn } from './form.ts'

const path = `${paths.object}/:mode{exec|attach}` as const

export const exec = new Hono<Env>()
  .get(path, async (c) => {
    const context = await asked(c)
    const { ref } = context
    const { value } = await c.var.kube
      .get(ref)
      .catch((error: unknown) => nameMissing(c, ref, error))
    const attach = c.req.param('mode') === 'attach'
    const { urls, assets, config } = c.var.parts
    // What is run is typed by who runs it: an address has no say in it.
    const query = { container: c.req.query('container') ?? '' }
    const containers = readContainers(value)
    const body = execBody(value, context, { ...query, attach, containers })
    const page = {
      ...body,
      // In the dock it would take the keys from the page around it.
      first: body.hindered === '' && !embedded(c),
      head: objectHead(printedOf(value), context, 'exec'),
      shell: await shell(c, {
        title: `Shell · ${ref.name} · ${ref.resource.kind}`,
        resource: ref.resource,
      }),
      assets: {
        css: urls.asset(assets.names['terminal.css']),
        js: urls.asset(assets.names['terminal.js']),
        find: urls.asset(assets.names['terminal-find.js']),
        dock: urls.asset(assets.names['dock.js']),
      },
      dock: dockButton(c, urls.part(context.cluster, place(ref), attach ? 'attach' : 'exec')),
      kubectl: execLine(ref, { ...query, attach }, contextOf(c.var.cluster)),
      foot: foot(c),
    }
    styledOnly(c, config.frameAncestors)
    return html(c, 'exec/page', page)
  })
  .post(path, async (c) => {
    const context = await asked(c)
    const form = await formIn(c)
    const owner = await whose(c)
    const { namespace, name, resource } = context.ref
    if (typeof form['terminal'] === 'string') return ticket(c, again(c, owner, form))
    const { value } = await c.var.kube.get(context.ref)
    const container = textOf(form['container'])
    if (container === '') throw new InvalidInput({ container: 'Name a container.' })
    const attach = c.req.param('mode') === 'attach'
    return ticket(c, {
      owner,
      resource: resource.id,
      namespace: namespace ?? '',
      name,
      // Of the one that was seen: another of its name is refused when the ticket is used.
      uid: textOf(form['uid']) || (value.metadata.uid ?? ''),
      container,
      ...streamsOf(value, container),
      // What is begun has both.
      ...(!attach && { tty: true, reads: true, command: [...commandOf(textOf(form['command']))] }),
      ...sizeOf(form),
    })
  })

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function again(c: Context<Env>, owner: string, form: Readonly<Record<string, unknown>>): Wish {
  const terminal = textOf(form['terminal'])
  const from = Number(textOf(form['from']) || Number.NaN)
  waiting(c, owner, terminal)
  return { owner, terminal, from: Number.isSafeInteger(from) ? from : null, ...sizeOf(form) }
}

/** Only what a script of ours can use: the page says so where there is none. */
async function ticket(c: Context<Env>, wish: Wish): Promise<Response> {
  const { urls, tickets } = c.var.parts
  const cluster = c.var.cluster.name
  return c.json({
    ticket: tickets.issue(JSON.stringify(wish), await holderOf(c)),
    socket: urls.terminal(cluster, 'socket'),
    stream: urls.terminal(cluster, 'stream'),
  })
}

async function asked(c: Context<Env>): Promise<ObjectContext> {
  const context = await reference(c)
  const { resource } = context.ref
  const mode = c.req.param('mode') ?? 'exec'
  const { readOnly, shell: open } = c.var.parts.config
  if (readOnly) throw onlyLooks()
  if (!open)
    throw new Refused(
      'No shells are opened through this Portlight: it was started with --shell=off.',
    )
  if (!resource.subresources.includes(mode))
    throw new NotFound('part', mode, `${resource.kind} has no ${mode}.`)
  return context
}
