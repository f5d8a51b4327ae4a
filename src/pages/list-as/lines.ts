/** A list followed outside of a browser: its rows as lines of text, or what happens to its objects as lines of JSON. */
import type { Context } from 'hono'
import { InvalidInput } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Form } from '../../http/negotiate.ts'
import { type Message, stream } from '../../http/sse.ts'
import type { TableRow } from '../../kube.ts'
import type { Collection } from '../../live/collection.ts'
import { idOf } from '../../live/ordered.ts'
import { joined, stateOf } from '../../live/joined.ts'
import { key } from '../../views/list-table.ts'
import { byUsage } from '../../views/list-plan.ts'
import type { Usage } from '../../views/usage.ts'
import { framed } from '../framed.ts'
import { lists } from '../list-collections.ts'
import { clocks, looked, markOf } from '../looked.ts'
import { readsOf } from '../reads.ts'
import { scopes, selectors } from '../rows.ts'
import { seen } from '../seen.ts'
import { usageFeed } from '../usage.ts'
import { checkNamespaces, choose, type Exported, listedOf } from './exported.ts'
import { one } from './objects.ts'
import { drawn } from './rows.ts'
import { type Lines, wires } from './wires.ts'
import { untilOver } from '../until-over.ts'

/** Milliseconds between two looks: at a window, at all rows. */
const pace = { page: 250, all: 1000 }

/** What the API server refuses is thrown, so that the status says it; a right that is withdrawn later ends the lines with a word. */
export async function listLines(c: Context<Env>, of: Exported, form: Form): Promise<Response> {
  if (form === 'yaml' || form === 'md')
    throw new InvalidInput({ as: `Changes are not told as ${form}, but as txt, tsv or json.` })
  await admitted(c, of)
  const told = (signal: AbortSignal) => framed(c, messages(c, of, form, signal))
  return stream(c, told, untilOver(c), undefined, wires[form])
}

async function admitted(c: Context<Env>, of: Exported): Promise<void> {
  const { resource, state } = of
  const query = { ...selectors(state), reads: readsOf(resource), limit: 1 }
  const ask = (namespace: string | null) => c.var.kube.table(resource, { namespace, ...query })
  const found = await Promise.all(scopes(resource, state).map(ask))
  if (found.every(({ rows }) => rows.length === 0)) await checkNamespaces(c, of.state)
  for (const table of found.slice(0, 1)) choose(listedOf(of, table))
}

async function* messages(
  c: Context<Env>,
  of: Exported,
  form: Lines,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const { resource, state, all } = of
  // A list that is sorted is read whole.
  const read = all && state.sort === '' ? { ...state, sort: 'name' } : state
  const { shared, partly } = await lists(c, resource, read)
  const collections = shared.map(({ collection }) => collection)
  const kube = c.var.connection.kube({ signal })
  const about = { ...of.context, state, namespaces: state.namespaces }
  const shows = form !== 'json' || byUsage(state)
  const beside = shows ? await usageFeed(c, about) : null
  const tell = teller({ ...of, kube }, form, collections, partly, () => beside?.now())
  const others = [...(beside?.shared ?? []), ...clocks(state)]
  yield* looked(shared, others, all ? pace.all : pace.page, signal, tell)
}

/** The rows that came, changed and went since the look before; at first all of them. */
function teller(
  of: Exported,
  form: Lines,
  collections: readonly Collection[],
  partly: boolean,
  usage: () => Usage | undefined,
) {
  const say = form === 'json' ? events(of) : texts(of, form)
  const known = differ()
  let { cols } = of.state
  let words = ''
  return async (): Promise<readonly Message[]> => {
    const table = joined(collections)
    if (table === null) return []
    const context = { ...of.context, now: new Date(), usage: usage() }
    const now = { ...of, context, state: { ...of.state, cols } }
    const listed = listedOf(now, table, !partly)
    const found = choose(listed, await seen(partly ? undefined : collections, listed))
    // They stay those of the first rows.
    cols = found.shown.map(({ id }) => id)
    const mark = markOf(stateOf(collections), partly)
    const note = mark.words === words || (words === '' && mark.live === 'live') ? [] : [notes(mark)]
    words = mark.words
    return [...(await say(known(found.seen.rows), found)), ...note]
  }
}

const notes = ({ words, since }: { readonly words: string; readonly since: string }): Message => ({
  event: 'note',
  data: [words, since].filter((word) => word !== '').join(' '),
})

interface Difference {
  readonly fresh: readonly TableRow[]
  readonly changed: readonly TableRow[]
  readonly gone: readonly TableRow[]
}
type Say = (
  changes: Difference,
  found: Pick<ReturnType<typeof choose>, 'shown'>,
) => Promise<readonly Message[]>

function differ(): (rows: readonly TableRow[]) => Difference {
  let before = new Map<string, TableRow>()
  return (rows) => {
    const now = new Map(rows.map((row) => [idOf(row.meta), row]))
    const old = (id: string) => before.get(id)
    const fresh = [...now].filter(([id]) => old(id) === undefined)
    const changed = [...now].filter(([id, row]) => {
      const was = old(id)
      return was !== undefined && was !== row && markOfRow(was) !== markOfRow(row)
    })
    const gone = [...before].filter(([id]) => !now.has(id))
    before = now
    return { fresh: rowsOf(fresh), changed: rowsOf(changed), gone: rowsOf(gone) }
  }
}

const rowsOf = (some: readonly (readonly [string, TableRow])[]) => some.map(([, row]) => row)
const markOfRow = ({ meta, cells }: TableRow) => meta.resourceVersion ?? JSON.stringify(cells)

function texts(of: Exported, form: 'txt' | 'tsv'): Say {
  let print: ReturnType<typeof drawn> | null = null
  return async ({ fresh, changed, gone }, { shown }) => {
    const first = print === null
    print ??= drawn(of, form, shown)
    const rows = [...changed, ...fresh]
    const lines = rows.length > 0 || first ? [{ data: print(rows, shown) }] : []
    return [
      ...gone.map((row) => ({ event: 'note', data: `${key(row)} is gone from the list` })),
      ...lines,
    ]
  }
}

/** An object is told as it is now; one that is gone in between, by the next look. */
function events(of: Exported): Say {
  const { apiVersion, kind } = { apiVersion: versionOf(of), kind: of.resource.kind }
  const told = async (type: string, { meta }: TableRow): Promise<string> => {
    const object = await one(of, meta)
    return object === null ? '' : `{"type":"${type}","object":${object}}\n`
  }
  const lost = ({ meta }: TableRow) => {
    const { name, namespace, uid, resourceVersion } = meta
    const object = { apiVersion, kind, metadata: { name, namespace, uid, resourceVersion } }
    return `${JSON.stringify({ type: 'DELETED', object })}\n`
  }
  return async ({ fresh, changed, gone }) => {
    const lines = gone.map(lost)
    for (const [type, rows] of [
      ['MODIFIED', changed],
      ['ADDED', fresh],
    ] as const)
      for (let at = 0; at < rows.length; at += 8)
        lines.push(...(await Promise.all(rows.slice(at, at + 8).map((row) => told(type, row)))))
    return lines.length === 0 ? [] : [{ data: lines.join('') }]
  }
}

const versionOf = ({ resource: { group, version } }: Exported) =>
  group === '' ? version : `${group}/${version}`
