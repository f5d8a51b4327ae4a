/** Whether an object can be edited from here, and by this person. */
import type { Context } from 'hono'
import { NotFound } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import { onlyLooks } from '../../http/read-only.ts'
import { rightWords, roleFor } from '../../views/actions.ts'
import { isEditable } from '../../views/edit.ts'
import { mayHere } from '../may.ts'
import { userOf } from '../user.ts'
import { type Editing, frame } from './frame.ts'

const update = { verb: 'update' } as const

/** Null: it can, as far as anybody can say before it is tried. @throws Refused, NotFound where nobody can. */
export async function forbidden(c: Context<Env>, at: Editing): Promise<Response | null> {
  const { ref } = at
  const may = await mayHere(c, ref)
  if (may === undefined) throw onlyLooks()
  if (!isEditable(ref.resource))
    throw new NotFound('page', c.req.path, `The API of ${ref.resource.id} is only for reading.`)
  if (may(update) !== false || may({ verb: 'patch' }) !== false) return null
  // The rules may be a minute old: who was given the right since shall not wait for it.
  if ((await can(c, at, 'update')) || (await can(c, at, 'patch'))) return null
  const user = await userOf(c.var.kube)
  const page = {
    said: `You may not ${rightWords(update, ref)}.`,
    role: roleFor(update, ref, user),
  }
  return html(c, 'edit/forbidden', { ...(await frame(c, at, 'Edit')), ...page }, 403)
}

const can = ({ var: { kube } }: Context<Env>, { ref }: Editing, verb: string): Promise<boolean> =>
  kube.can(verb, ref.resource, ref.namespace, ref.name).catch(() => true)
