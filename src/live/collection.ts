/** The rows of one list as they are now, fed by one watch, seen by any number of viewers. */
import { Full } from '../errors.ts'
import type { Change, Glimpse, Table, TableRow } from '../kube.ts'
import { Held } from './held.ts'
import type { Pool } from './interned.ts'
import { Listeners } from './listeners.ts'
import type { Turn } from './view.ts'
import { readWeight } from './weight.ts'

/** How true the rows are. */
export type State =
  | { readonly state: 'loading'; readonly rows: number; readonly remaining: number | null }
  | { readonly state: 'live' }
  /** Read anew every so many milliseconds. */
  | { readonly state: 'polled'; readonly every: number }
  /** Milliseconds since 1970. */
  | { readonly state: 'stale'; readonly since: number; readonly why: string }
  /** For good: the watch may not go on. */
  | { readonly state: 'ended'; readonly error: Error }

/** What is said of a list: changes, or that it is read from time to time only. */
export type News = Change | { readonly type: 'polled'; readonly every: number }
/** A list's news, ended by the signal. `glimpse` may be shown rows while the first are being read. */
export type Feed = (signal: AbortSignal, glimpse?: Glimpse) => AsyncIterable<News>

export interface Collection {
  /** The rows in the server's order; null until they are there for the first time. */
  table(): Table | null
  /** The same without its rows; for less. */
  head(): Table | null
  state(): State
  /** Bytes that its rows take, about. */
  weight(): number
  rows(): ReadonlyMap<string, TableRow>
  /** Calls `changed` after each change, until the returned function is called. */
  watch(changed: () => void): () => void
  /** Calls `turned` with each row that changes, with null where all were read anew; before those who watch are told. */
  hear(turned: (turn: Turn | null) => void): () => void
  /** Calls `each` with rows while the first are being read, until the returned function is called. */
  glimpse(each: Glimpse): () => void
  /** For good, with the reason; nothing is read any more. Where that is memory, the rows go as well. */
  end(error: Error): void
  /** Without a word. */
  close(): void
}

/** What views are made of. */
export type Source = Pick<Collection, 'table' | 'hear'>

export interface Reading {
  /** What feeds it; asked again with the failure where one broke, null: nobody else can. */
  readonly feed: (failure: Error | null) => Feed | null
  /** Rows that are wanted where only the beginning is read: with fewer it is read again. */
  readonly least?: number
  readonly pool?: Pool
}

export function collection(reading: Reading): Collection {
  const held = new Held(reading.pool ?? null)
  const viewers = new Listeners<void>()
  const hearers = new Listeners<Turn | null>()
  const lookers = new Listeners<Parameters<Glimpse>>()
  const over = new AbortController()
  let state: State = { state: 'loading', rows: 0, remaining: null }
  const told = (next: State) => {
    state = next
    viewers.tell()
  }
  const hear = async (news: News) => {
    const all = news.type === 'reset' ? await held.read(news.table) : null
    if (over.signal.aborted) return false
    const turn = all === null ? turned(held, news) : (held.begin(all), null)
    if (turn !== undefined) hearers.tell(turn)
    told(stateAfter(news, state, held.empty))
    return news.type !== 'gone' || !held.lacks(reading.least ?? 0)
  }
  const end = (error: Error) => {
    if (over.signal.aborted) return
    over.abort()
    if (error instanceof Full) held.free()
    told({ state: 'ended', error })
  }
  void read(glimpsed(reading.feed, held, lookers), over.signal, hear).then(end)
  return {
    table: () => held.table(),
    head: () => held.head(),
    state: () => state,
    weight: () => (state.state === 'loading' ? state.rows * readWeight : held.weight),
    rows: () => held.rows,
    watch: (changed) => viewers.add(changed),
    hear: (each) => hearers.add(each),
    glimpse: (each) => lookers.add((seen) => each(...seen)),
    end,
    close: () => over.abort(),
  }
}

/** Rows that are read anew later are not shown before all are there: what is held is shown on. */
function glimpsed(
  feed: Reading['feed'],
  held: Held,
  lookers: Listeners<Parameters<Glimpse>>,
): Reading['feed'] {
  const glimpse: Glimpse = (...seen) => held.empty && lookers.tell(seen)
  return (failure) => {
    const next = feed(failure)
    return next === null ? null : (signal) => next(signal, glimpse)
  }
}

/** Until nobody can feed it: the last failure. `hear` says whether the feed may go on or has to begin anew. */
async function read(
  feed: Reading['feed'],
  signal: AbortSignal,
  hear: (news: News) => Promise<boolean>,
): Promise<Error> {
  let failure: Error | null = null
  while (!signal.aborted) {
    const next = feed(failure)
    if (next === null) break
    failure = await through(next, signal, hear)
  }
  return failure ?? new Error('nobody may read it')
}

/** Why it broke; null where it has to begin anew. */
async function through(
  feed: Feed,
  signal: AbortSignal,
  hear: (news: News) => Promise<boolean>,
): Promise<Error | null> {
  try {
    for await (const news of feed(signal)) if (signal.aborted || !(await hear(news))) return null
    return new Error('the list ended')
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** What has become of a row; undefined where none is another. */
function turned(held: Held, news: News): Turn | undefined {
  if (news.type !== 'set' && news.type !== 'gone') return undefined
  return held.take(news) ?? undefined
}

function stateAfter(news: News, state: State, empty: boolean): State {
  if (news.type === 'filling') {
    const { rows, remaining } = news
    return empty ? { state: 'loading', rows, remaining } : state
  }
  if (news.type === 'stale') return { state: 'stale', since: news.since, why: news.why }
  if (news.type === 'polled') return { state: 'polled', every: news.every }
  return news.type !== 'live' && state.state === 'polled' ? state : { state: 'live' }
}
