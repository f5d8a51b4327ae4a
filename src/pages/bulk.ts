/** An action on many objects of a list: which they are, what will be done to them, and beginning it. */
import { type Context, Hono } from 'hono'
import { actionsOfMany } from '../actions.ts'
import { AppError, Busy, InvalidInput, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { formOf } from '../http/negotiate.ts'
import { onlyLooks } from '../http/read-only.ts'
import type { Input } from '../kind/action.ts'
import { paths } from '../urls.ts'
import { unsure } from '../views/action-inputs.ts'
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

/** Nothing of what was sent can be begun: the form says why. */
class Unfit extends AppError {
  readonly drawing: Drawing
  override readonly status: 409 | 422
  constructor(status: 409 | 422, drawing: Drawing) {
    super()
    this.status = status
    this.drawing = { ...drawing, status }
  }
}

/** The form, or what comes of it. */
async function answered(c: Context<Env>, sent: Sent): Promise<Response> {
  if (c.var.parts.config.readOnly) throw onlyLooks()
  const of = await served(c)
  const action = found(of, sent.id)
  const doing = { of, action, sent }
  if (c.req.method === 'POST' && formOf(c) !== null) return begin(c, doing, checkScripted)
  if (action === null || sent.once === '') return looked(c, doing)
  try {
    return await begin(c, doing, checkForm)
  } catch (error) {
    if (error instanceof Unfit) return form(c, of, error.drawing)
    if (!(error instanceof Busy)) throw error
    return form(c, of, { ...(await drawn(c, doing)), said: error.message, status: error.status })
  }
}

/** An action was chosen for none of them: without scripts none is ticked beforehand. */
const picksNone = (c: Context<Env>, { once, query, lines }: Sent): boolean =>
  c.req.method === 'POST' &&
  formOf(c) === null &&
  once === '' &&
  query === null &&
  lines.length === 0

/** The form before anything is begun; where none was ticked, what may be ticked stands there once more. */
async function looked(c: Context<Env>, doing: Doing): Promise<Response> {
  const { of, action, sent } = doing
  if (action === null || !picksNone(c, sent)) return form(c, of, await drawn(c, doing))
  const drawing = await drawn(c, { of, action: null, sent: { ...sent, query: sent.from } })
  const said = 'None is ticked: tick those that are meant.'
  return form(c, of, { ...drawing, said, status: 422 })
}

interface Doing extends Pick<Drawing, 'action' | 'sent'> {
  readonly of: Served
}

/** @param check throws where it cannot be begun. */
async function begin(
  c: Context<Env>,
  doing: Doing,
  check: (action: ManyAction, drawing: Drawing) => void,
): Promise<Response> {
  const { action, sent } = doing
  if (action === null) throw new InvalidInput({ action: 'What is to be done to them?' })
  // Who sends the form a second time waits for the same, though this page is left.
  c.set('kube', lasting(c))
  return began(c, sent.once, async () => {
    const drawing = await drawn(c, doing)
    check(action, drawing)
    return taskOf(c, action, drawing.chosen, sent)
  })
}

/** All that it is about, as it is now. */
async function drawn(c: Context<Env>, { of, action, sent }: Doing): Promise<Drawing> {
  const { all, notes } = await selection(c, of, sent.lines, sent.query)
  return { sent, action, chosen: await present(c, all), notes, said: '', status: 200 }
}

/** @throws Unfit */
function checkForm(action: ManyAction, drawing: Drawing): void {
  if (able(action, drawing.chosen).length === 0) throw new Unfit(409, drawing)
  if (wrongIn(action, drawing.chosen, drawing.sent) !== null) throw new Unfit(422, drawing)
}

/** Who asks for no page needs no form before. @throws InvalidInput */
function checkScripted(action: ManyAction, { chosen, sent }: Drawing): void {
  if (chosen.length === 0) throw new InvalidInput({ on: 'To which of them?' })
  const wrong = wrongIn(action, chosen, sent)
  if (wrong !== null) throw new InvalidInput(wrong)
}

/** Null: none is chosen yet. */
function found({ resource }: Served, id: string): ManyAction | null {
  if (id === '') return null
  const action = actionsOfMany(resource).find((each) => each.id === id)
  if (action !== undefined) return action
  throw new NotFound('action', id, `${resource.plural} have no action “${id}” for many at once.`)
}

/** What is wrong with what was typed, or has to be said once more; null: nothing. */
function wrongIn(
  action: ManyAction,
  chosen: readonly Chosen[],
  { fields }: Sent,
): Readonly<Record<string, string>> | null {
  const wrong = inputsOf(action, able(action, chosen))
    .map((input) => [input.name, whyNot(input, fields)] as const)
    .filter(([, why]) => why !== '')
  return wrong.length === 0 ? null : Object.fromEntries(wrong)
}

function whyNot({ name, value, wrong, doubt }: Input, fields: Sent['fields']): string {
  const typed = (fields[name] ?? value).trim()
  return wrong(typed) || unsure(doubt, typed, fields)
}
