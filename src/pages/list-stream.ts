/** A list's own stream: the window that its page shows, kept as it is now. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { type Message, stream } from '../http/sse.ts'
import type { Resource, Table } from '../kube.ts'
import { headOf, stateOf } from '../live/joined.ts'
import type { Collection, State } from '../live/collection.ts'
import { render } from '../views.ts'
import type { Row } from '../views/cell.ts'
import { type Live, loading } from '../views/live.ts'
import { listPage } from '../views/list.ts'
import type { ListContext } from '../views/list-context.ts'
import type { Listed } from '../views/list-plan.ts'
import type { Usage } from '../views/usage.ts'
import { digest, idle, patch, type Shown, type Window } from '../views/list-live.ts'
import type { Read } from '../views/query.ts'
import { between, once } from './drawn.ts'
import { framed } from './framed.ts'
import { inGroups } from './grouped.ts'
import { lists } from './list-collections.ts'
import { clocks, looked, markOf } from './looked.ts'
import { settled, type UsageFeed, usageFeed } from './usage.ts'
import { viewed } from './seen.ts'
import { untilOver } from './until-over.ts'

/** Milliseconds between two messages: four a second are enough for an eye. */
const pace = 250

export interface Watched {
  readonly resource: Resource
  readonly read: Read
  /** Those that are followed; none: all. */
  readonly namespaces: readonly string[]
  readonly context: (now: Date) => ListContext
  /** The page shows who owns its rows; undefined: the rows tell. */
  readonly owned?: boolean | undefined
}

export function listStream(c: Context<Env>, watched: Watched): Response {
  const seen = c.req.header('last-event-id') ?? c.req.query('watch') ?? ''
  return stream(c, (signal) => framed(c, messages(c, watched, seen, signal)), untilOver(c))
}

/** @param seen the digest of what the page shows; another one than ours: the whole window is sent first. */
async function* messages(
  c: Context<Env>,
  watched: Watched,
  seen: string,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const { resource, read, namespaces } = watched
  const { shared, partly } = await lists(c, resource, { ...read.state, namespaces })
  const collections = shared.map(({ collection }) => collection)
  const { discovery } = watched.context(new Date())
  const beside = await usageFeed(c, { discovery, resource, state: read.state, namespaces })
  if (beside !== null) await settled(beside, signal)
  const tell = teller(watched, collections, partly, seen, beside)
  const others = [...(beside?.shared ?? []), ...clocks(read.state)]
  yield* looked(shared, others, pace, signal, async () => {
    const message = await tell(stateOf(collections))
    return message === null ? [] : [message]
  })
}

/** What there is to say at each look: nothing where nothing changed. */
function teller(
  watched: Watched,
  collections: readonly Collection[],
  partly: boolean,
  seen: string,
  beside: UsageFeed | null,
) {
  let shown: Shown | null = null
  const held: Holding = { of: collections }
  const drawn = drawer(watched, collections, partly, beside, held)
  const there = (row: Row) => held.of.some((each) => holds(each, row))
  return async (state: State): Promise<Message | null> => {
    const window = await drawn()
    if (window === null) return filling(state)
    const live = markOf(state, partly)
    const before: Shown | null =
      shown ?? (digest(window.rows) === seen ? { window: { rows: window.rows }, live: null } : null)
    shown = { window, live }
    const make = () => ({ step: said(before, window, live, partly, there) })
    if (before === null) return wholes(window, JSON.stringify(live), make).step
    return (same(before.live, live) ? steps(before.window, window, make) : make()).step
  }
}

/** Where the rows of a window stand. */
interface Holding {
  of: readonly Pick<Collection, 'rows'>[]
}

/** The window as it is now: the same object until something of it is another. */
function drawer(
  watched: Watched,
  collections: readonly Collection[],
  partly: boolean,
  beside: UsageFeed | null,
  held: Holding,
) {
  const { resource, read, context, owned } = watched
  const { way } = context(new Date()).urls
  const what = JSON.stringify([resource.id, resource.version, read, partly, owned, way])
  const listed = (table: Table, usage: Usage | undefined): Listed => {
    const whole = !partly || table.remaining === 0
    const told = owned === undefined ? table : { ...table, owned }
    return { table: told, whole, read, context: { ...context(new Date()), usage } }
  }
  return async (): Promise<Window | null> => {
    const table = partly ? collections[0]?.table() : headOf(collections)
    if (table === null || table === undefined) return null
    const usage = beside?.now()
    const both = (rows: object) => (usage === undefined ? rows : pairs(rows, usage, () => ({})))
    if (partly) return windows(both(table), what, () => listPage(listed(table, usage)))
    const groups = await inGroups(collections, listed(table, usage))
    if (groups !== null) {
      const { behind = table } = groups.listed
      held.of = [groups.rows]
      const made = pairs(groups.seen ?? table, behind, () => ({}))
      return windows(made, what, () => listPage(groups.listed, groups.seen))
    }
    const now = (await viewed(collections, read, () => listed(table, usage)))(read.state)
    return windows(both(now), what, () => listPage(listed(table, usage), now))
  }
}

/** Rows and what they use: the same object as long as both are. */
const pairs = between<object>()

/** A window is drawn once for all who look at it. */
const windows = once<Window>()
/** So is what has changed since the window before, where the mark has not. */
const steps = between<{ readonly step: Message | null }>()
/** And the whole of it, for who comes without knowing any of it. */
const wholes = once<{ readonly step: Message | null }>()
const same = (a: Live | null, b: Live) =>
  a?.live === b.live && a.words === b.words && a.since === b.since

/** By its uid, or by its key where an aggregated API gives none. */
const holds = (collection: Pick<Collection, 'rows'>, { id, key }: Row): boolean =>
  collection.rows().has(id.replace(/^row-/, '')) || collection.rows().has(key.replace(/^-\//, '/'))

function said(
  before: Shown | null,
  window: Window,
  live: Live,
  partly: boolean,
  there: (row: Row) => boolean,
): Message | null {
  const all = patch(before, window, live, there)
  /* Rows behind the page come and go unseen: the number of them all is of the moment it was read. */
  const next = partly ? { ...all, count: null } : all
  return idle(next) ? null : { id: digest(window.rows), data: render('list/patch', next) }
}

function filling(state: State): Message | null {
  if (state.state !== 'loading') return null
  return { event: 'loading', data: loading(state.rows, state.remaining).words }
}
