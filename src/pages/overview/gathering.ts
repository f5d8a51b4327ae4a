/** All that an overview looks at, each kind on its own: none holds another back. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Discovery, TableRow } from '../../kube.ts'
import type { State } from '../../live/collection.ts'
import { Listeners } from '../../live/listeners.ts'
import { tallyOf } from '../../live/tallies.ts'
import type { Facts } from '../../live/tally.ts'
import { ticks } from '../../live/ticks.ts'
import { counted } from '../../views/nav.ts'
import type { Used } from '../../views/overview-capacity.ts'
import { lookedAt } from '../../views/overview-kinds.ts'
import type { Warnings } from '../../views/overview-storms.ts'
import type { Overview } from '../../views/overview.ts'
import type { ListState } from '../../views/query.ts'
import type { Usage } from '../../views/usage.ts'
import { follower } from '../follower.ts'
import { type Looked, lookedIn } from '../known.ts'
import { usageFeed, type UsageFeed } from '../usage.ts'
import { Look } from './look.ts'
import { claimWords, Warned, warnings } from './warned.ts'

export type Gathered = Pick<Overview, 'counts' | 'kinds' | 'warnings' | 'claims' | 'used' | 'left'>

export interface Gathering {
  now(): Promise<Gathered>
  /** The same for all who see the same, as long as they do. */
  version(): string
  /** What all who look at the same rows have in common; undefined: nothing is kept. */
  anchor(): object | undefined
  /** Calls `changed` when something of it is another, until the returned function is called. */
  watch(changed: () => void): () => void
  /** All of it is there. */
  settled(): boolean
  /** What is used is known, or why not. */
  measured(): boolean
  /** Rows are on their way. */
  reading(): boolean
  /** The least true of what it lives on; null: of nothing (yet). */
  state(): State | null
  /** Why the person's page has to end. */
  over(): Error | null
  leave(): void
}

/** @param state of a list of all, in the namespaces of the address. To be left. */
export async function gather(c: Context<Env>, state: ListState): Promise<Gathering> {
  const { kube, connection } = c.var
  const [discovery, join] = await Promise.all([kube.discovery(), follower(c)])
  const listeners = new Listeners<void>()
  const end = new AbortController()
  const known = lookedIn(c)
  const changed = () => listeners.tell()
  const at = { kube, connection, join, state, known, changed, over: end.signal }
  const looks = resourcesOf(discovery, state).map((resource) => new Look(resource, at))
  const events = discovery.get('events')
  const warned = events === undefined ? null : new Warned(events, at, warnings)
  const followed = events?.verbs.includes('watch') === true
  const claims = followed ? new Warned(events, at, claimWords) : null
  const feed = await measured(c, discovery, state)
  const deaf = (feed?.shared ?? []).map((one) => one.watch(changed))
  const parts = [...looks, ...[warned, claims].filter((each) => each !== null)]
  return {
    ...together(parts),
    ...seenIn({ looks, warned, claims, feed, known, state }),
    watch: (each) => listeners.add(each),
    measured: () => feed?.now().state !== 'loading',
    leave() {
      end.abort()
      for (const each of parts) each.leave()
      for (const each of deaf) each()
      for (const each of feed?.shared ?? []) each.leave()
    },
  }
}

interface Parts {
  readonly looks: readonly Look[]
  readonly warned: Warned | null
  readonly claims: Warned | null
  readonly feed: UsageFeed | null
  readonly known: Looked
  readonly state: ListState
}

/** What is seen so far, and what tells it from what was seen before. */
function seenIn({
  looks,
  warned,
  claims,
  feed,
  known,
  state,
}: Parts): Pick<Gathering, 'now' | 'version' | 'anchor'> {
  return {
    async now() {
      const seen = await Promise.all(looks.map((look) => look.seen()))
      return {
        counts: looks.map(({ count }) => count).filter(({ resource }) => isCounted(resource.id)),
        kinds: seen.filter((each) => each !== null),
        warnings: warned?.now() ?? null,
        claims: wordsOf(claims),
        used: usedOf(feed),
        left: known.left(),
      }
    },
    version() {
      const kinds = looks.map(({ count, rows }) => [count.count, count.namespaces, rows?.version])
      const beside = [warned?.version, claims?.version, usedOf(feed), known.left()]
      return JSON.stringify([state.namespaces, kinds, beside])
    },
    anchor: () => looks.find(({ rows }) => rows !== null)?.rows?.anchor,
  }
}

/** Who may not read them, or not yet, goes without. */
function wordsOf(claims: Warned | null): Warnings | null {
  const words = claims?.now() ?? null
  return typeof words === 'string' ? null : words
}

/** How far all parts have come. */
function together(
  parts: readonly (Look | Warned)[],
): Pick<Gathering, 'settled' | 'reading' | 'state' | 'over'> {
  const rows = () => parts.map((each) => each.rows).filter((each) => each !== null)
  const outs = () => rows().map((each) => each.signedOut())
  return {
    settled: () => parts.every((each) => each.settled),
    reading: () => parts.some((each) => each.reading),
    state: () => worst(rows().map((each) => each.state)),
    over: () => outs().find((error) => error !== null) ?? endOf(rows().map((each) => each.state)),
  }
}

const isCounted = (id: string) => counted.includes(id)

/** In some namespaces only what has namespaces. */
function resourcesOf(discovery: Discovery, { namespaces }: ListState) {
  return [...new Set([...counted, ...lookedAt.map(({ id }) => id)])]
    .map((id) => discovery.get(id))
    .filter((found) => found !== undefined)
    .filter((found) => namespaces.length === 0 || found.namespaced)
}

/** Of nodes, or of the pods of some namespaces. */
async function measured(
  c: Context<Env>,
  discovery: Discovery,
  state: ListState,
): Promise<UsageFeed | null> {
  const resource = discovery.get(state.namespaces.length === 0 ? 'nodes' : 'pods')
  if (resource === undefined) return null
  return usageFeed(c, { discovery, resource, state, namespaces: state.namespaces })
}

const whyNot: Readonly<Record<Usage['state'], string>> = {
  known: '',
  loading: '',
  stale: '',
  refused: 'you may not read what is measured',
  failed: 'what measures it does not answer',
  absent: 'nothing measures it here',
}

/** Cores and bytes of one that was measured, summed up. */
const measuredFacts = ({ cells }: TableRow): Facts => ({ sums: cells.slice(0, 2).map(amountOf) })
const amountOf = (cell: unknown) => (typeof cell === 'number' && cell > 0 ? cell : 0)

function usedOf(feed: UsageFeed | null): Used {
  const { state } = feed?.now() ?? { state: 'absent' as const }
  const why = whyNot[state]
  if (feed === null || (state !== 'known' && state !== 'stale'))
    return { cpu: null, memory: null, why }
  const tallies = feed.shared.map(({ collection }) =>
    tallyOf(collection, 'measured', measuredFacts).now(),
  )
  if (!tallies.every(({ whole }) => whole)) return { cpu: null, memory: null, why }
  const sum = (at: number) => tallies.reduce((all, { tally }) => all + (tally.sums[at] ?? 0), 0)
  return { cpu: sum(0), memory: sum(1), why }
}

/** Why nothing of it is kept any more. */
function endOf(states: readonly State[]): Error | null {
  const ends = states.flatMap((state) => (state.state === 'ended' ? [state.error] : []))
  return ends.length === states.length ? (ends[0] ?? null) : null
}

const order = ['stale', 'loading', 'polled', 'live'] as const

/** What has ended says so in its place. */
function worst(states: readonly State[]): State | null {
  for (const name of order) {
    const found = states.find(({ state }) => state === name)
    if (found !== undefined) return found
  }
  return null
}

/** Milliseconds between two looks. */
const pace = 20

/**
 * Waits for what comes soon: the page's stream brings the rest.
 * @param ms how long. @param whole rows that are on their way are waited for all the same.
 */
export async function soon(
  gathering: Gathering,
  signal: AbortSignal,
  ms: number,
  whole: boolean,
): Promise<void> {
  const end = AbortSignal.any([signal, AbortSignal.timeout(ms)])
  for await (const _ of ticks([gathering], pace, end))
    if (gathering.settled() && gathering.measured()) return
  if (!whole) return
  for await (const _ of ticks([gathering], pace, signal)) if (!gathering.reading()) return
}
