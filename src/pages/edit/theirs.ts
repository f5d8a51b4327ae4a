/** What another changed since an edit was begun, beside the text that is being typed. */
import type { Context } from 'hono'
import { type Draft, identityOf } from '../../edit.ts'
import { KubeError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import { diffOf } from '../../views/edit-diff.ts'
import { lostWords, type Theirs } from '../../views/edit-meanwhile.ts'
import { type Editing, formOf, frame } from './frame.ts'
import { current, editable } from './outcome.ts'

/** A fragment for a page that has the text; else the page, the text as it was typed. */
export async function theirs(c: Context<Env>, at: Editing, draft: Draft): Promise<Response> {
  const change = await changeOf(c, at, draft)
  if (c.req.header('hx-request') === 'true') return html(c, 'edit/theirs', change)
  const form = formOf(at, draft, [], change)
  return html(c, 'edit/page', { ...(await frame(c, at, 'Edit')), form })
}

async function changeOf(c: Context<Env>, { ref }: Editing, draft: Draft): Promise<Theirs> {
  const text = await current(c.var.kube, ref).catch((error: unknown) => {
    if (error instanceof KubeError && error.status === 404) return null
    throw error
  })
  if (text === null) return { said: lostWords(false), diff: null }
  if (identityOf(text).uid !== draft.uid) return { said: lostWords(true), diff: null }
  const now = editable(text, ref)
  const diff = diffOf(draft.base, now, now)
  return diff.count === ''
    ? { said: 'What you edit is as it was when you began.', diff: null }
    : { said: '', diff }
}
