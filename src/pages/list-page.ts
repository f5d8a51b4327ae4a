/** A list as a page. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { type Drawn, html, tagged, wantsMain } from '../http/html.ts'
import type { Resource } from '../kube.ts'
import { kindOf } from '../kinds.ts'
import { wanted } from '../views/chosen-columns.ts'
import { listKubectl } from '../views/kubectl-list.ts'
import { type ListPage, listPage } from '../views/list.ts'
import type { ListContext } from '../views/list-context.ts'
import { digest } from '../views/list-live.ts'
import { silent } from '../views/live.ts'
import { narrowedTo, type Narrowed } from '../views/narrowed.ts'
import { type ListState, type Read, writeList } from '../views/query.ts'
import type { Usage } from '../views/usage.ts'
import { isUsage } from '../views/usage-columns.ts'
import { isKnown } from '../views/usage-note.ts'
import { plural } from '../views/words.ts'
import { exported } from './exported.ts'
import { foot } from './foot.ts'
import { inGroups } from './grouped.ts'
import { contextOf } from './kubectl.ts'
import { actsOf, hasShells } from './list-acts.ts'
import { absentOf, lacking, without } from './list-lacking.ts'
import { followed, type Narrowing } from './narrowed.ts'
import { pinForm } from './pinned.ts'
import { remember } from './remembered.ts'
import type { Rows } from './rows.ts'
import { seen } from './seen.ts'
import { readable } from './selected.ts'
import { type About, shell } from './shell.ts'
import { isTyped, marked } from './typed.ts'
import { usageNow } from './usage.ts'

/** Of a list's state and the moment. */
export type ContextAt = (state: ListState, now: Date) => ListContext

/** @param early what is held is drawn while the API server is asked whether it may be seen. */
export async function page(
  c: Context<Env>,
  resource: Resource,
  asked: Read,
  contextAt: ContextAt,
  early = true,
): Promise<Response> {
  const measured: Measured = (state, namespaces = state.namespaces) =>
    usageNow(c, { ...contextAt(state, new Date()), state, namespaces })
  const [found, used] = await Promise.all([
    readable(c, resource, asked, early),
    measured(asked.state),
  ])
  const { narrowed, refused } = found
  const state = without(found.read.state, refused)
  const usage = narrowed === null ? used : await measured(state, narrowed.namespaces)
  const context = { ...contextAt(state, new Date()), usage }
  const send = await drawn(c, { ...found, read: { ...found.read, state }, context })
  return (await found.allowed) === false ? page(c, resource, asked, contextAt, false) : send()
}

type Measured = (state: ListState, namespaces?: readonly string[]) => ReturnType<typeof usageNow>

/** What is to be drawn: `context` is of the moment. */
type Found = Awaited<ReturnType<typeof readable>> & { readonly context: ListContext }

async function drawn(c: Context<Env>, found: Found): Promise<Drawn> {
  const { read, full, narrowed, context } = found
  const { resource, usage } = context
  const { state } = read
  const absent = await absentOf(c, found)
  const groups = await inGroups(found.kept, found)
  const body =
    groups === null
      ? listPage(found, await seen(found.kept, found))
      : listPage(groups.listed, groups.seen)
  const { choices } = body.chooser
  if (choices !== null && isFragment(c)) return () => html(c, 'list/choices', choices)
  const { broken } = body.form
  if (broken !== null && isTyped(c)) return () => marked(c, broken)
  const shown = narrowed === null ? state : { ...state, ...narrowed }
  const all = {
    ...body,
    form: { ...body.form, stays: isTyped(c) },
    leftOut: [...body.leftOut, ...lacking(resource, found.refused, absent)],
    context: contextOf(c.var.cluster),
    narrowed: said(c, context, narrowed),
    exports: exported(c, shown, context, groups === null ? body.total : null),
    ...listKubectl(resource, shown, contextOf(c.var.cluster)),
    stream: full === undefined ? streamOf(c, resource, state, body, narrowed) : '',
    reading: found.reading !== undefined,
    live: silent,
    pin: pinForm(c, resource, state),
    create: createOf(c, resource, shown),
    shells: hasShells(c, context, shown),
    ...offered(c, context, shown, body.boxes),
    shell: await shell(c, aboutOf(resource, state)),
    foot: foot(c, ...noteOf(resource), ...saidOf(found, state, usage)),
  }
  const send = tagged(c, 'list/page', all, marksOf(all, context), statusOf(body.wrong, found))
  return () => {
    if (resource.namespaced && read.wrong['ns'] === undefined)
      remember(c, c.var.cluster.name, state.namespaces)
    return send()
  }
}

/** Where a new one is begun; empty where none can be made, or nothing may be changed. Nobody makes events by hand. */
function createOf(c: Context<Env>, resource: Resource, { namespaces }: ListState): string {
  const { config, urls } = c.var.parts
  const can = ['create', 'patch'].every((verb) => resource.verbs.includes(verb))
  if (config.readOnly || !can || resource.plural === 'events') return ''
  return urls.apply(c.var.cluster.name, { kind: resource.id, ns: namespaces[0] })
}

/** What can be done to its rows, and where without scripts. */
function offered(
  c: Context<Env>,
  context: ListContext,
  state: ListState,
  boxes: boolean,
): Pick<ListPage, 'acts' | 'bulk'> {
  const acts = boxes ? actsOf(c, context, state) : []
  if (acts.length === 0) return { acts: '', bulk: '' }
  const { urls, cluster, resource } = context
  return {
    acts: acts.map(({ id, title, off }) => [id, title, off].join(':')).join(';'),
    bulk: urls.bulk(cluster, resource.id, writeList(state)),
  }
}

/** What makes two pages the same: rows by their marks, ages to the minute; the foot tells of the moment. */
const marksOf = (drawing: ListPage, { now }: ListContext) => ({
  ...drawing,
  rows: digest(drawing.rows),
  foot: null,
  minute: Math.floor(now.getTime() / 60_000),
})

const statusOf = (wrong: ListPage['wrong'], { full }: Rows) =>
  wrong.length > 0 ? 422 : (full?.status ?? 200)

/** The chooser that is opened on a page asks for itself only. */
const isFragment = (c: Context<Env>) => c.req.header('hx-request') === 'true' && !wantsMain(c)

const noteOf = ({ id }: Resource): readonly string[] => {
  const { note } = kindOf(id) ?? {}
  return note === undefined ? [] : [note]
}

/** What the foot says of the rows. */
function saidOf(
  { whole, kept }: Rows,
  { sort }: ListState,
  usage: Usage | undefined,
): readonly string[] {
  const is = !isUsage(sort) || usage === undefined || isKnown(usage)
  const order = sort !== '' && whole && is ? ['sorted over all rows'] : []
  return kept !== undefined ? [...order, 'rows held by a watch'] : order
}

function aboutOf(resource: Resource, state: ListState): About {
  const about = { title: plural(resource.kind, resource.plural), resource, keep: writeList(state) }
  return resource.namespaced ? { ...about, namespaces: state.namespaces } : about
}

function said(c: Context<Env>, context: ListContext, narrowing: Narrowing | null): Narrowed | null {
  if (narrowing === null) return null
  return narrowedTo({ ...context, ...narrowing, context: contextOf(c.var.cluster) })
}

/** The same list, followed from what the page shows: the stream knows more rows, of which some may have an owner. */
function streamOf(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  { heads, rows }: Pick<ListPage, 'heads' | 'rows'>,
  narrowing: Narrowing | null,
): string {
  const only = narrowing === null ? {} : followed(narrowing)
  const { preset } = state
  const owned =
    wanted(state).length > 0 ? undefined : Number(heads.some(({ id }) => id === 'owner'))
  const shown = { preset, owned, watch: digest(rows) }
  const query = { ...writeList(state, { page: state.page }), ...only, ...shown }
  return c.var.parts.urls.list(c.var.cluster.name, resource.id, query)
}
