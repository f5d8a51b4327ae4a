/** Where an edit cannot go on: the object is gone or another, or nobody knows whether it was stored. The text is kept. */
import type { Context } from 'hono'
import { type Draft, linesOf } from '../../edit.ts'
import type { Uncertain } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import { carried } from '../../views/edit.ts'
import { place } from '../../views/object.ts'
import { type Editing, frame } from './frame.ts'

type Left =
  | { readonly is: 'gone' | 'replaced'; readonly draft: Draft }
  | { readonly is: 'uncertain'; readonly draft: Draft; readonly error: Uncertain }

const titles = {
  gone: 'It was deleted meanwhile',
  replaced: 'It was replaced meanwhile',
  uncertain: 'It is not known whether this was saved',
}

export async function left(c: Context<Env>, at: Editing, what: Left): Promise<Response> {
  const { urls, cluster, ref } = at
  const { draft } = what
  const now = { text: 'See it as it is now', href: urls.part(cluster, place(ref), 'yaml') }
  const edit = { text: 'Edit the new one', href: at.action }
  const all = {
    text: `All ${ref.resource.id}`,
    href: urls.list(cluster, ref.resource.id, { ns: ref.namespace ?? undefined }),
  }
  const ways = { gone: [all], replaced: [now, edit], uncertain: [now] }
  const around = await frame(c, at, titles[what.is])
  const page = {
    said: saidOf(what),
    ways: ways[what.is],
    // Looking over stores nothing, and finds whether it is there already.
    again: what.is === 'uncertain' ? { action: at.action, carried: carried(draft) } : null,
    text: { exact: draft.text },
    rows: Math.min(40, linesOf(draft.text).length + 1),
  }
  return html(c, 'edit/left', { ...around, ...page }, what.is === 'uncertain' ? 504 : 409)
}

function saidOf(what: Left): readonly string[] {
  if (what.is === 'uncertain')
    return [
      what.error.message,
      'It is not sent again by itself. See the object as it is now, or look your text over again: what is stored already is no change any more.',
    ]
  const first =
    what.is === 'gone'
      ? 'The object that you edited is not there any more. Nothing was saved.'
      : 'The object that you edited was deleted, and another has its name now (another uid). Nothing was saved: your text was written for the one that is gone.'
  return [first, 'Your text is below: copy it to make a new object of it.']
}
