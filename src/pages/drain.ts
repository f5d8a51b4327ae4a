/** Draining a node: kubectl's options, what would become of its pods, and doing it. */
import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { readOptions } from '../drain.ts'
import { AppError, KubeError, NotSignedIn } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { formOf } from '../http/negotiate.ts'
import { paths } from '../urls.ts'
import { actionLinks, roleFor } from '../views/actions.ts'
import { drainForm, type DrainPage, type Wish } from '../views/drain.ts'
import { lackWords } from '../views/drain-words.ts'
import { objectHead } from '../views/object.ts'
import { begun } from './drain/begun.ts'
import { type Draining, draining, found, type Found, losingOf } from './drain/draining.ts'
import { foot } from './foot.ts'
import { textsIn } from './form.ts'
import { contextOf } from './kubectl.ts'
import { settled } from './settled.ts'
import { shell } from './shell.ts'
import { userOf } from './user.ts'
import { printedOf } from './whole.ts'

const path = `${paths.object}/drain` as const

export const drain = new Hono<Env>()
  .get(path, async (c) => {
    const at = await draining(c)
    const wish = wishOf(c.req.query())
    return settled(c) ?? form(c, at, wish, null)
  })
  .post(path, async (c) => {
    const at = await draining(c)
    const sent = await textsIn(c)
    const wish = wishOf(sent)
    try {
      if (Object.keys(wish.wrong).length > 0) return await form(c, at, wish, null)
      return await begun(c, at, wish.options, sent)
    } catch (error) {
      // A script gets the words alone, who has no session signs in.
      if (!(error instanceof AppError) || error instanceof NotSignedIn || formOf(c) !== null)
        throw error
      return form(c, at, wish, error)
    }
  })

const wishOf = (typed: Wish['typed']): Wish => ({ ...readOptions(typed), typed })

/** @param failed why it was not begun. */
async function form(
  c: Context<Env>,
  at: Draining,
  wish: Wish,
  failed: AppError | null,
): Promise<Response> {
  const { context } = at
  const { ref, urls } = context
  const { names } = c.var.parts.assets
  let now: Found
  try {
    now = await found(c, at, wish.options)
  } catch (error) {
    if (!isSelector(wish, error)) throw error
    return form(c, at, withoutSelector(wish, error), null)
  }
  const state = await hindrance(c, at, now, { wish, failed })
  const about = { unseen: now.unseen, cordoned: now.cordoned, kube: contextOf(c.var.cluster) }
  const page = {
    ...drainForm(now.plan, wish, context, about),
    ...state,
    shell: await shell(c, { title: `Drain · ${ref.name} · Node`, resource: ref.resource }),
    css: urls.asset(names['drain.css']),
    head: {
      ...objectHead(printedOf(now.node), context, 'overview'),
      actions: actionLinks(now.node, context),
    },
    seen: [now.node.metadata.uid, losingOf(now), randomUUID()].join('.'),
    foot: foot(c),
  }
  return html(c, 'drain/page', page, page.status)
}

/** Only the API server reads a selector to its end. */
const isSelector = ({ options }: Wish, error: unknown): error is KubeError =>
  options.podSelector !== '' && error instanceof KubeError && error.status === 400

const withoutSelector = ({ typed, wrong, options }: Wish, { message }: KubeError): Wish => ({
  typed,
  wrong: { ...wrong, 'pod-selector': message },
  options: { ...options, podSelector: '' },
})

/** Why it cannot be begun, or was not. */
async function hindrance(
  c: Context<Env>,
  { context: { ref } }: Draining,
  { lacks, plan }: Found,
  { wish, failed }: { wish: Wish; failed: AppError | null },
): Promise<Pick<DrainPage, 'status' | 'said' | 'off' | 'role'>> {
  const said = failed?.message ?? ''
  if (lacks !== null) {
    const user = await userOf(c.var.kube)
    return {
      status: 403,
      said: lackWords(lacks, ref),
      off: true,
      role: roleFor(lacks.right, ref, user),
    }
  }
  const isWrong = Object.keys(wish.wrong).length > 0
  const status = failed?.status ?? (isWrong ? 422 : 200)
  return { status, said, off: isWrong || plan.hindering.length > 0, role: '' }
}
