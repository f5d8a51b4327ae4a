/** A list that is no page: its objects as JSON or YAML, its rows as text; a page of it, all of it, or as it changes. */
import type { Context } from 'hono'
import { InvalidInput, KubeError, Unmeasured } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Form } from '../http/negotiate.ts'
import type { Resource } from '../kube.ts'
import type { ListContext } from '../views/list-context.ts'
import { byUsage } from '../views/list-plan.ts'
import type { ListState, Read } from '../views/query.ts'
import type { Usage } from '../views/usage.ts'
import { untold } from '../views/usage-note.ts'
import { answered } from './list-as/answer.ts'
import { checkNamespaces, type Exported } from './list-as/exported.ts'
import { objectTexts } from './list-as/objects.ts'
import { rowTexts } from './list-as/rows.ts'
import { listLines } from './list-as/lines.ts'
import { usageNow } from './usage.ts'

/** Milliseconds that a form without a stream waits for what is used. */
const patience = { asked: 5000, beside: 1000 }

export interface Asked {
  readonly resource: Resource
  readonly form: Form
  readonly params: URLSearchParams
  /** What an address says, of that resource. */
  readonly ask: (params: URLSearchParams) => Promise<Read>
  readonly at: (state: ListState) => Promise<(state: ListState, now: Date) => ListContext>
}

/** @throws InvalidInput for what an address asks that cannot be: nothing is left out without a word. */
export async function listAs(c: Context<Env>, asked: Asked): Promise<Response> {
  const { resource, form } = asked
  const params = new URLSearchParams(asked.params)
  const all = params.get('size') === 'all'
  for (const name of all ? ['as', 'size'] : ['as']) params.delete(name)
  const objects = form === 'json' || form === 'yaml'
  const read = each(await asked.ask(params), objects && !params.has('sort'))
  if (Object.keys(read.wrong).length > 0) throw new InvalidInput(read.wrong)
  // One alone is looked for where it has nothing.
  if (read.state.namespaces.length > 1) await checkNamespaces(c, read.state)
  const over = new AbortController()
  const kube = c.var.connection.kube({ signal: AbortSignal.any([c.req.raw.signal, over.signal]) })
  const plain = (await asked.at(read.state))(read.state, new Date())
  const context = { ...plain, usage: await used(c, read.state, form, plain) }
  checkTold(context, read.state, params)
  const exported: Exported = { resource, state: read.state, all, context, kube }
  try {
    if (params.has('watch')) return await listLines(c, exported, form)
    const texts = objects ? objectTexts(c, exported, form) : rowTexts(c, exported, form)
    return await answered(c, { form, name: resource.plural, texts, over })
  } catch (error) {
    over.abort()
    throw selector(error, read)
  }
}

/** Rows are put together on pages alone. @param bare in no order but the server's: none was asked for. */
function each(read: Read, bare: boolean): Read {
  const { group, by, ...state } = read.state
  if (group === undefined && by === undefined) return read
  return { ...read, state: bare ? { ...state, sort: '' } : state }
}

/** Objects show none of it; what only stands beside the rest is waited for less than what was asked for. */
async function used(
  c: Context<Env>,
  state: ListState,
  form: Form,
  context: ListContext,
): Promise<Usage | undefined> {
  const asked = byUsage(state)
  if (!asked && (form === 'json' || form === 'yaml')) return undefined
  const ms = asked || state.cols.length > 0 ? patience.asked : patience.beside
  return usageNow(c, { ...context, state, namespaces: state.namespaces }, ms)
}

/** What is followed may become known. @throws Unmeasured where an order or a filter would be by what is not known. */
function checkTold(context: ListContext, state: ListState, params: URLSearchParams): void {
  if (params.has('watch')) return
  const why = untold(context, byUsage(state))
  const refused = context.usage?.state === 'refused'
  if (why !== '') throw new Unmeasured(refused ? 403 : 503, `${why} Leave out what is by them.`)
}

/** A selector that the API server does not take is named. */
function selector(error: unknown, { state }: Read): unknown {
  const { labels, fields } = state
  if (!(error instanceof KubeError) || error.status !== 400) return error
  if (labels === '' && fields === '') return error
  const name = fields === '' ? 'l' : labels === '' ? 'fs' : 'l, fs'
  return new InvalidInput({ [name]: error.message })
}
