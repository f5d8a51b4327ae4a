/** Changing an object's YAML: written, looked over, saved. */
import { type Context, Hono } from 'hono'
import { type Draft, identityOf, Malformed } from '../edit.ts'
import { InvalidInput, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { type Ref, tooDeep } from '../kube.ts'
import { paths } from '../urls.ts'
import { overwrites } from '../views/edit.ts'
import { place } from '../views/object.ts'
import { remember } from './done.ts'
import { forbidden } from './edit/allowed.ts'
import { type Editing, formOf, frame } from './edit/frame.ts'
import { readDraft } from './edit/draft.ts'
import { current, editable, type Outcome, type Saved, saved, tried } from './edit/outcome.ts'
import { failure } from './edit/failure.ts'
import { left } from './edit/left.ts'
import { editStream } from './edit/meanwhile.ts'
import { clash, review } from './edit/review.ts'
import { theirs } from './edit/theirs.ts'
import { formIn } from './form.ts'
import { nameMissing, reference } from './found.ts'

const path = `${paths.object}/edit`

export const edit = new Hono<Env>()
  .get(path, async (c) => {
    const at = await editing(c)
    const watched = c.req.query('watch')
    if (watched !== undefined) return editStream(c, at, watched)
    const refused = await forbidden(c, at)
    if (refused !== null) return refused
    if (at.ref.resource.id !== 'secrets') return begun(c, at)
    const around = await frame(c, at, 'Edit')
    return html(c, 'edit/reveal', { ...around, action: at.action })
  })
  .post(path, async (c) => {
    const at = await editing(c)
    const form = await formIn(c)
    if (form['step'] === 'reveal') return begun(c, at)
    const draft = readDraft(form)
    try {
      return await step(c, at, draft, form['step'])
    } catch (error) {
      return failure(c, at, draft, error)
    }
  })

async function step(c: Context<Env>, at: Editing, draft: Draft, named: unknown): Promise<Response> {
  if (named === 'edit') return shown(c, at, draft)
  if (named === 'theirs') return theirs(c, at, draft)
  const { kube } = c.var
  if (named === 'review') return answer(c, at, await tried(kube, at.ref, draft))
  if (named !== 'save' && named !== 'overwrite')
    throw new InvalidInput({
      step: 'A step is one of edit, review, save, overwrite, theirs, reveal.',
    })
  // What another wrote goes only by a step of that name.
  const over = named === 'save' && overwrites(draft).length > 0
  return answer(c, at, await (over ? tried : saved)(kube, at.ref, draft))
}

const savedOver =
  'Saved. Another changed it while you edited: theirs is kept, yours is on top of it.'

function answer(c: Context<Env>, at: Editing, outcome: Outcome): Promise<Response> | Response {
  if (outcome.is === 'saved') return landing(c, at, outcome)
  if (outcome.is === 'clash') return clash(c, at, outcome.combined)
  if (outcome.is === 'gone' || outcome.is === 'replaced') return left(c, at, outcome)
  return review(c, at, outcome)
}

/** To what is there now; where the last finalizer of a deleted object went, to those that are left. */
function landing(c: Context<Env>, at: Editing, { merged, over }: Saved): Response {
  const { urls, cluster, ref } = at
  const { resource, namespace, name } = ref
  const to =
    over === true
      ? urls.list(cluster, resource.id, { ns: namespace ?? undefined })
      : urls.part(cluster, place(ref), 'yaml')
  const gone = `${resource.kind} ${name}: Saved. Nothing holds its deletion any more: it is gone.`
  remember(c, to, over === true ? gone : merged ? savedOver : 'Saved.')
  return c.redirect(to, 303)
}

async function editing(c: Context<Env>): Promise<Editing> {
  const context = await reference(c)
  const action = context.urls.part(context.cluster, place(context.ref), 'edit')
  return { ...context, action }
}

/** The text as it is now. */
async function begun(c: Context<Env>, at: Editing): Promise<Response> {
  const text = await current(c.var.kube, at.ref).catch((error: unknown) =>
    nameMissing(c, at.ref, error),
  )
  const base = editable(text, at.ref)
  return shown(c, at, { text: base, base, ...seen(c, at, text), contested: [] })
}

/**
 * @throws NotFound for what has no version: an aggregated API may make its objects up as they are asked for;
 * Unprintable for what only the API server can read.
 */
function seen(c: Context<Env>, { ref }: Editing, text: string): ReturnType<typeof identityOf> {
  try {
    return identityOf(text)
  } catch (error) {
    if (error instanceof Malformed && error.line > 0) throw undiffed(ref)
    if (error instanceof Malformed) throw new NotFound('page', c.req.path, error.message)
    throw error
  }
}

/** Of the API server's own YAML nothing else is in the way. */
const undiffed = (ref: Ref) =>
  tooDeep(ref, 'update', 'so deeply that its changes cannot be told here.')

async function shown(c: Context<Env>, at: Editing, draft: Draft): Promise<Response> {
  return html(c, 'edit/page', { ...(await frame(c, at, 'Edit')), form: formOf(at, draft, []) })
}
