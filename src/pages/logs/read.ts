/** A page of the lines of several containers as one log. */
import type { LogQuery } from '../../kube.ts'
import { type Asked, beginning } from '../../logs/asked.ts'
import { after, before, padded, seconds, shifted } from '../../logs/instant.ts'
import { joined, type Joined } from '../../logs/kept.ts'
import type { Place } from '../../logs/place.ts'
import type { Source } from '../../logs/source.ts'
import type { Told } from '../../logs/told.ts'
import type { Unread } from '../../logs/unread.ts'
import { atEnd, ever, type Window, windowOf } from '../../logs/window.ts'
import { type Found, one } from './one.ts'
import type { Reading } from './reading.ts'

export interface Read {
  /** Those that match, by time. */
  readonly lines: readonly Told[]
  /** How many were looked at. */
  readonly looked: number
  /** Where each source was left. */
  readonly places: ReadonlyMap<string, Place>
  /** Lines that each is still to show behind a match. */
  readonly owed: ReadonlyMap<string, number>
  /** Sources that gave nothing, or not all. */
  readonly unread: readonly Unread[]
  /** The latest instant before all of them, and the earliest behind: the next page ends, begins there. Empty: none. */
  readonly earlier: string
  readonly later: string
}

/** Containers that are read at the same time. */
const atOnce = 10
/** Bytes of text that are read for one page. */
const mostBytes = 32 * 1024 * 1024
/** Milliseconds that a page waits for the first line of all containers, and at least of each. */
const patience = { all: 5000, each: 1000 }

/**
 * The API server knows where to begin (`sinceTime`, to the second) and how many of the last lines to give
 * (`tailLines`), but no end: lines before an instant are read from ever longer before it, three times at most,
 * until there are enough of them, and reading stops behind the last one that is wanted.
 * @throws NotSignedIn
 */
export async function readTail(reading: Reading): Promise<Read> {
  const window = windowOf(reading.asked)
  const until = performance.now() + patience.all
  let read: Read | null = null
  for (const pass of passes(window, reading)) {
    const found = await all(reading, window, pass, until)
    const lines = joined(
      found.map(({ kept }) => kept),
      window,
    )
    // So much lies between that instant and the pivot that it was not reached: what was read before holds.
    if (read !== null && found.some(({ left }) => left === 'room')) break
    read = readOf(found, lines, window, pass)
    if (lines.early >= window.before) break
  }
  return (
    read ?? {
      lines: [],
      looked: 0,
      places: new Map(),
      owed: new Map(),
      unread: [],
      earlier: '',
      later: '',
    }
  )
}

interface Pass {
  readonly query: Omit<LogQuery, 'container'>
  /** Nothing before this instant is looked at; empty: all of it. */
  readonly floor: string
}

/** Seconds before an instant. */
const spans = [15, 1800]

function passes(window: Window, { asked, now }: Reading): readonly Pass[] {
  const { previous } = asked
  const since = beginning(asked, now)
  const floor = since === null ? '' : padded(since)
  const from = (instant: string): Pass => ({
    query: { previous, ...(instant !== '' && { since: `${instant.slice(0, 19)}Z` }) },
    floor: instant,
  })
  if (atEnd(window)) {
    const { query } = from(floor)
    return [{ query: { ...query, tail: tailOf(asked) }, floor }]
  }
  if (window.before === 0) return [from(floor)]
  const late = now.toISOString()
  const pivot = window.pivot < late ? window.pivot : padded(late)
  const begins = spans.map((span) => `${shifted(pivot, -seconds(span)).slice(0, 19)}.000000000Z`)
  return [...begins.filter((begin) => begin > floor), floor].map(from)
}

/** What is searched may stand far before the last lines; a few more, since a page never parts lines of one instant. */
const tailOf = ({ q, levels, tail }: Asked): number =>
  (q !== '' || levels.length > 0 ? Math.max(tail, searched) : tail) + 16

/** Lines of each container that are searched. */
const searched = 10_000

async function all(
  reading: Reading,
  window: Window,
  { query }: Pass,
  until: number,
): Promise<readonly Found[]> {
  const { sources } = reading
  const room = mostBytes / Math.max(1, sources.length)
  const found: Found[] = []
  for (let at = 0; at < sources.length; at += atOnce) {
    const some = sources.slice(at, at + atOnce)
    const wait = () => Math.max(patience.each, until - performance.now())
    const look = (each: Source) => one(each, reading, window, { query, room, wait: wait() })
    found.push(...(await Promise.all(some.map(look))))
  }
  return found
}

function readOf(
  found: readonly Found[],
  { lines, ...more }: Joined,
  window: Window,
  pass: Pass,
): Read {
  const [floor, ceiling] = [floorOf(found, pass), atEnd(window) ? ever.end : ceilingOf(found)]
  const known = lines.filter(
    ({ line: { time } }) => time === '' || (time >= floor && time <= ceiling),
  )
  // All of one instant: then not all of them can be had.
  const shown = known.length === 0 ? lines : known
  const [first, last] = [shown.at(0)?.line.time ?? '', shown.at(-1)?.line.time ?? '']
  const cut = more.earlier && first !== '' ? first : floor
  return {
    lines: shown,
    looked: found.reduce((sum, { looked }) => sum + looked, 0),
    places: new Map(
      found.flatMap(({ key, last: place }) => (place === null ? [] : [[key, place] as const])),
    ),
    owed: new Map(found.filter(({ owed }) => owed > 0).map(({ key, owed }) => [key, owed])),
    unread: found.flatMap(({ unread }) => (unread === null ? [] : [unread])),
    earlier: cut === '' ? '' : before(cut),
    later: laterOf({ ...more, found, window, last, ceiling }),
  }
}

/** From here on every source was read; empty: from its beginning. */
function floorOf(found: readonly Found[], { query: { tail }, floor }: Pass): string {
  if (tail === undefined) return floor
  // The first line of a tail may have had others of its instant before it.
  const cut = found.filter(({ looked }) => looked >= tail).map(({ between: [first] }) => first)
  return cut.reduce((latest, first) => (first >= latest ? after(first) : latest), floor)
}

/** Up to here every source was read. */
function ceilingOf(found: readonly Found[]): string {
  const cut = found.filter(({ left }) => left === 'room').map(({ between: [, last] }) => last)
  return cut.reduce((earliest, last) => (last < earliest ? before(last) : earliest), ever.end)
}

interface Ends {
  readonly found: readonly Found[]
  readonly later: boolean
  readonly window: Window
  readonly last: string
  readonly ceiling: string
}

function laterOf({ found, later, window, last, ceiling }: Ends): string {
  if (ceiling !== ever.end) return after(ceiling)
  if (atEnd(window)) return ''
  if (window.after === 0) return window.pivot
  const stopped = later || found.some(({ left }) => left === 'enough')
  if (stopped && last !== '') return after(last)
  return window.limit === ever.end ? '' : after(window.limit)
}
