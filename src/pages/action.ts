/** An action on one object: the form, and doing it. */
import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { actionIds, actionsOf } from '../actions.ts'
import { AppError, AtField, NotFound, NotSignedIn } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { formOf } from '../http/negotiate.ts'
import { onlyLooks } from '../http/read-only.ts'
import type { Action } from '../kind/action.ts'
import type { KubeObject, Ref } from '../kube.ts'
import { paths } from '../urls.ts'
import {
  actionForm,
  doneAlready,
  type Failed,
  type Sent,
  type Subject,
} from '../views/action-page.ts'
import { unsure } from '../views/action-inputs.ts'
import { hash } from '../views/list-table.ts'
import { type ObjectContext, objectHead, place } from '../views/object.ts'
import { beside, wholeOf } from './beside.ts'
import { cameFrom } from './came-from.ts'
import { changed, Meanwhile } from './changed.ts'
import { lasting } from './connected.ts'
import { dependents } from './dependents.ts'
import { remember } from './done.ts'
import { foot } from './foot.ts'
import { textsIn } from './form.ts'
import { nameMissing, reference } from './found.ts'
import { contextOf } from './kubectl.ts'
import { mayHere } from './may.ts'
import { Once, wishOf } from './once.ts'
import { gone, settled } from './outcome.ts'
import { shell } from './shell.ts'
import { userOf } from './user.ts'
import { printedOf } from './whole.ts'

const path = `${paths.object}/:action{${actionIds.join('|')}}` as const

export const action = new Hono<Env>()
  .get(path, async (c) => {
    const doing = await asked(c)
    const { ref } = doing.context
    const object = await wholeOf(c.var.kube, ref).catch((error: unknown) =>
      nameMissing(c, ref, error),
    )
    return form(c, doing, await subject(c, doing, object), null)
  })
  .post(path, async (c) => {
    const doing = await asked(c)
    const sent = await textsIn(c)
    try {
      return await act(c, doing, sent)
    } catch (error) {
      // A script gets the words alone, who has no session signs in.
      if (!(error instanceof AppError) || error instanceof NotSignedIn || formOf(c) !== null)
        throw error
      const { ref } = doing.context
      const object = await wholeOf(c.var.kube, ref).catch(() => Promise.reject(error))
      return form(c, doing, await subject(c, doing, object), { sent, error })
    }
  })

const subject = async (
  c: Context<Env>,
  { context, of }: Doing,
  object: KubeObject,
): Promise<Subject> => ({ object, around: await beside(lasting(c), of, context.ref, object) })

interface Doing {
  readonly context: ObjectContext
  readonly of: Action
}

async function asked(c: Context<Env>): Promise<Doing> {
  const context = await reference(c)
  const id = c.req.param('action') ?? ''
  const may = await mayHere(c, context.ref)
  if (may === undefined) throw onlyLooks()
  const around = { ...context, may }
  const all = actionsOf(context.ref.resource).filter((each) => each.id === id)
  const [of] = all
  if (of === undefined)
    throw new NotFound('action', id, `${context.ref.resource.kind} has no action “${id}”.`)
  return { context: around, of }
}

/** What was done, and where that is to be seen. */
interface Done {
  readonly words: string
  readonly at: Ref
  readonly part: ReturnType<NonNullable<Action['leads']>> | undefined
}
const wishes = new Once<Done>()

/** Does it, and leads to the object; a script is told how it is then. */
async function act(c: Context<Env>, doing: Doing, sent: Sent): Promise<Response> {
  const { context, of } = doing
  const { ref, urls, cluster } = context
  const wish = await wishOf(c, sent['once'] ?? '')
  const { words, at, part } = await wishes.run(wish, () => once(c, doing, sent))
  if (formOf(c) !== null) return of.ends === true ? gone(c, words) : settled(c, at, words)
  if (of.ends === true) {
    const list = cameFrom(c, context, sent['from'] ?? '')
    remember(c, list, `${ref.resource.kind} ${ref.name}: ${words}`)
    return c.redirect(list, 303)
  }
  const to =
    part === undefined
      ? urls.object(cluster, place(at))
      : urls.part(cluster, place(at), part.part, part.query)
  remember(c, to, words)
  return c.redirect(to, 303)
}

async function once(c: Context<Env>, doing: Doing, sent: Sent): Promise<Done> {
  const { context, of } = doing
  const { ref, discovery } = context
  let given: Sent = {}
  let at = ref
  await changed(lasting(c), ref, sent['uid'] ?? '', async (object) => {
    const { around } = await subject(c, doing, object)
    given = checked(of, { object, around }, sent)
    const effect = of.effect(object, given, new Date(), around)
    const resource = 'create' in effect ? discovery.get(effect.create) : undefined
    if ('create' in effect && resource !== undefined) at = { ...ref, resource, name: effect.name }
    return effect
  })
  return { words: of.done(given), at, part: of.leads?.(given) }
}

/** @throws AtField, Meanwhile: nothing is sent. */
function checked(of: Action, { object, around }: Subject, sent: Sent): Sent {
  const hindered = of.hindered(object) ?? doneAlready(of)
  const stopped = hindered || of.stopped(object, around)
  if (stopped !== '') throw new Meanwhile(stopped)
  if (sent['seen'] !== undefined && sent['seen'] !== hash(of.seen(object)))
    throw new Meanwhile(`${overtaken} ${of.nowSaid?.(object, sent) ?? kept}`)
  const given = of.inputs(object, around).map(({ name, value, wrong, doubt }) => {
    const typed = (sent[name] ?? value).trim()
    if (wrong(typed) !== '') throw new AtField(wrong(typed))
    const why = unsure(doubt, typed, sent)
    if (why !== '') throw new AtField(why)
    return [name, typed] as const
  })
  return Object.fromEntries(given)
}

const overtaken = 'It was changed by somebody else since this form was opened: nothing was done.'
const kept = 'What is below is as it is now; what you typed is kept.'

async function form(
  c: Context<Env>,
  { context, of }: Doing,
  about: Subject,
  failed: Failed | null,
): Promise<Response> {
  const { ref, urls } = context
  const { object } = about
  const person = await userOf(lasting(c))
  const title = `${of.title} · ${ref.name} · ${ref.resource.kind}`
  const asking = { failed, chosen: chosen(c, of, about), person, kube: contextOf(c.var.cluster) }
  const page = actionForm(of, about, context, asking)
  const wrong = failed === null && page.inputs.some((input) => input.wrong !== '')
  const { names } = c.var.parts.assets
  const around = {
    shell: await shell(c, { title, resource: ref.resource }),
    head: objectHead(printedOf(object), context, 'overview'),
    once: randomUUID(),
    ends: of.ends === true,
    goes: of.ends === true ? await dependents(c, context, object) : null,
    css: urls.asset(names['edit.css']),
    js: page.inputs.some(({ type }) => type === 'lines') ? urls.asset(names['marks.js']) : '',
    foot: foot(c),
  }
  return html(c, 'action/page', { ...page, ...around }, wrong ? 422 : page.status)
}

/** Only what is chosen on the page stands in its address, and what a command fills in: else what is typed is sent by who typed it. */
function chosen(c: Context<Env>, of: Action, { object, around }: Subject): Sent {
  const { input = '' } = of.picks?.(object, around) ?? {}
  const filled = of.inputs(object, around).filter((each) => each.filled === true)
  const names = [input, ...filled.map(({ name }) => name)].filter((name) => name !== '')
  const given = names.flatMap((name) => {
    const value = c.req.query(name)?.slice(0, 100)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(given)
}
