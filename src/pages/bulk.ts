/** An action on many objects of a list: which they are, what will be done to them, and beginning it. */
import { type Context, Hono } from 'hono'
import { actionsOfMany } from '../actions.ts'
import { InvalidInput, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { formOf } from '../http/negotiate.ts'
import { onlyLooks } from '../http/read-only.ts'
import { Busy } from '../runs.ts'
import { paths } from '../urls.ts'
import { able, type Chosen, inputsOf, type ManyAction } from '../views/bulk-rows.ts'
import { began } from './bulk/began.ts'
import { type Drawing, form } from './bulk/form.ts'
import { present } from './bulk/present.ts'
import { type Sent, sentTo } from './bulk/sent.ts'
import { taskOf } from './bulk/task.ts'
import { selection } from './bulk/wanted.ts'
import { lasting } from './connected.ts'
import { served, type Served } from './found.ts'

export const bulk = new Hono<Env>()
  .get(paths.bulk, async (c) => {
    const { searchParams } = new URL(c.req.url)
    const id = searchParams.get('action') ?? ''
    searchParams.delete('action')
    const query = searchParams.toString()
    return answered(c, { id, lines: [], query, from: query, once: '', fields: {} })
  })
  .post(paths.bulk, async (c) => answered(c, await sentTo(c)))

/** The form, or what comes of it. */
async function answered(c: Context<Env>, sent: Sent): Promise<Response> {
  if (c.var.parts.config.readOnly) throw onlyLooks()
  const of = await served(c)
  const action = found(of, sent.id)
  const { all, notes } = await selection(c, of, sent.lines, sent.query)
  const chosen = await present(c, all)
  const drawing = { sent, action, chosen, notes, said: '', status: 200 }
  if (c.req.method === 'POST' && formOf(c) !== null) return scripted(c, drawing)
  if (action === null || sent.once === '') return form(c, of, drawing)
  if (able(action, chosen).length === 0) return form(c, of, { ...drawing, status: 409 })
  if (wrongIn(action, chosen, sent) !== null) return form(c, of, { ...drawing, status: 422 })
  try {
    return await began(c, taskOf(c, action, chosen, sent), sent.once, lasting(c))
  } catch (error) {
    if (!(error instanceof Busy)) throw error
    return form(c, of, { ...drawing, said: error.message, status: error.status })
  }
}

/** Who asks for no page needs no form before. */
async function scripted(
  c: Context<Env>,
  { action, chosen, sent }: Pick<Drawing, 'action' | 'chosen' | 'sent'>,
): Promise<Response> {
  if (action === null) throw new InvalidInput({ action: 'What is to be done to them?' })
  if (chosen.length === 0) throw new InvalidInput({ on: 'To which of them?' })
  const wrong = wrongIn(action, chosen, sent)
  if (wrong !== null) throw new InvalidInput(wrong)
  return began(c, taskOf(c, action, chosen, sent), sent.once, lasting(c))
}

/** Null: none is chosen yet. */
function found({ resource }: Served, id: string): ManyAction | null {
  if (id === '') return null
  const action = actionsOfMany(resource).find((each) => each.id === id)
  if (action !== undefined) return action
  throw new NotFound('action', id, `${resource.plural} have no action “${id}” for many at once.`)
}

/** What is wrong with what was typed; null: nothing. */
function wrongIn(
  action: ManyAction,
  chosen: readonly Chosen[],
  { fields }: Sent,
): Readonly<Record<string, string>> | null {
  const wrong = inputsOf(action, able(action, chosen))
    .map((input) => [input.name, input.wrong((fields[input.name] ?? input.value).trim())] as const)
    .filter(([, why]) => why !== '')
  return wrong.length === 0 ? null : Object.fromEntries(wrong)
}
