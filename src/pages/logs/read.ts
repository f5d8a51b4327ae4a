/** The last lines of several containers as one log. */
import { AppError, NotSignedIn } from '../../errors.ts'
import type { Kube, LogLine, LogQuery, Resource } from '../../kube.ts'
import { type Asked, beginning } from '../../logs/asked.ts'
import type { LineFilter } from '../../logs/filter.ts'
import { Placer, type Place } from '../../logs/place.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import { inTime, tell, type Told, wants } from '../../logs/told.ts'

export interface Read {
  /** Those that match, the last `tail` of them, by time. */
  readonly lines: readonly Told[]
  /** How many were looked at. */
  readonly looked: number
  /** Where each source was left. */
  readonly places: ReadonlyMap<string, Place>
  /** Why a source gave nothing, in the API server's words. */
  readonly notes: readonly string[]
}

/** Containers that are read at the same time. */
const atOnce = 10
/** Bytes of text that one page may hold of what it reads. */
const mostBytes = 32 * 1024 * 1024

export interface Reading {
  /** The API server as the person, for as long as the signal allows. */
  readonly kube: (signal: AbortSignal) => Kube
  /** Pods. */
  readonly resource: Resource
  readonly sources: readonly Source[]
  readonly asked: Asked
  readonly filter: LineFilter
  readonly now: Date
}

/** Milliseconds that a page waits for the first line of all containers, and at least of each. */
const patience = { all: 5000, each: 1000 }

/** @throws NotSignedIn; what else fails is a note: one container that is silent holds none of the others back. */
export async function readTail(reading: Reading): Promise<Read> {
  const { sources, asked } = reading
  const found: Found[] = []
  const until = performance.now() + patience.all
  for (let at = 0; at < sources.length; at += atOnce)
    found.push(
      ...(await Promise.all(
        sources.slice(at, at + atOnce).map((source) => one(source, reading, until)),
      )),
    )
  return {
    lines: found
      .flatMap(({ lines }) => lines)
      .toSorted(inTime)
      .slice(-asked.tail),
    looked: found.reduce((sum, { looked }) => sum + looked, 0),
    places: new Map(
      found.flatMap(({ key, last }) => (last === null ? [] : [[key, last] as const])),
    ),
    notes: found.map(({ note }) => note).filter((note) => note !== ''),
  }
}

interface Found {
  readonly key: string
  /** Those that match. */
  readonly lines: readonly Told[]
  readonly looked: number
  readonly last: Place | null
  readonly note: string
}

async function one(source: Source, reading: Reading, until: number): Promise<Found> {
  const { kube, resource, sources, asked, filter } = reading
  const { namespace, pod, container } = source
  const key = keyOf(source)
  const placer = new Placer(null)
  const lines: Told[] = []
  let looked = 0
  const found = (note: string) => {
    const words = note === '' ? '' : `${pod} ${container}: ${note}`
    return { key, lines, looked, last: placer.last, note: words }
  }
  const wanted = wants(asked, filter)
  const room = mostBytes / Math.max(1, sources.length)
  let bytes = 0
  const first = firstWithin(Math.max(patience.each, until - performance.now()))
  try {
    const ref = { resource, namespace, name: pod }
    for await (const some of kube(first.signal).log(ref, queryOf(source, reading))) {
      first.came()
      // A piece at a time: to match all of them at the end would hold everybody else up.
      const told = placer.all(some).map((line) => tell(key, line))
      for (const each of told.filter(wanted)) lines.push(each)
      looked += some.length
      bytes += some.reduce((sum, { text }) => sum + text.length, 0)
      if (behind(some, asked)) break
      if (bytes > room) return found('more than a page can hold; open it as text.')
    }
  } catch (error) {
    if (first.signal.aborted) return found(late)
    if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
    return found(error.message)
  } finally {
    first.came()
  }
  return found(first.signal.aborted ? late : '')
}

const late = 'its node has not answered yet.'

/** A signal that ends after so many milliseconds, unless something came before. */
function firstWithin(ms: number): { readonly signal: AbortSignal; readonly came: () => void } {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), ms)
  return { signal: over.signal, came: () => clearTimeout(timer) }
}

function queryOf({ container }: Source, { asked, now }: Reading): LogQuery {
  const since = beginning(asked, now)
  const narrowed = asked.q !== '' || asked.levels.length > 0 || asked.to !== ''
  // What is searched may stand far before the last lines.
  const tail = narrowed ? Math.max(asked.tail, searched) : asked.tail
  const { previous, to } = asked
  // The last lines of all may be far behind a stretch that has an end: that is read from its beginning.
  if (since !== null && to !== '') return { container, previous, since }
  return { container, previous, tail, ...(since !== null && { since }) }
}

/** Nothing of what comes next is wanted. */
const behind = (lines: readonly LogLine[], { to }: Asked) =>
  to !== '' && (lines.at(-1)?.time.slice(0, 19) ?? '') > to.slice(0, 19)

/** Lines of each container that are searched. */
const searched = 10_000
