/** A log's stream: lines as they are written, from where the page was left. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import { AppError, NotSignedIn } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { type Message, stream } from '../../http/sse.ts'
import { readOwed } from '../../logs/around.ts'
import { type Asked, usual, writeAsked } from '../../logs/asked.ts'
import type { Batch } from '../../logs/funnel.ts'
import { Pace } from '../../logs/pace.ts'
import { type Place, read as readPlaces, written } from '../../logs/place.ts'
import { inTime } from '../../logs/told.ts'
import { render } from '../../views.ts'
import { lineLink } from '../../views/log-ends.ts'
import { logRow } from '../../views/log-lines.ts'
import { following } from '../../views/live.ts'
import type { LogWhy } from '../../views/log-why.ts'
import { type LogPatch, sourceMarks } from '../../views/logs.ts'
import { grouped } from '../../views/words.ts'
import { written as valueOf } from '../../urls.ts'
import { framed, end } from '../framed.ts'
import { Gathering } from './gathering.ts'
import type { Wanted } from './reading.ts'
import type { Crew } from './crew.ts'
import { type Looked, whyOf } from './why.ts'
import { untilOver } from '../until-over.ts'

/** Milliseconds between two messages. */
const pause = 250
/** Packed bytes: a link of 256 kbit/s takes 30,000 a second. */
const speed = { rate: 24_000, burst: 48_000 }

/** @param crews where further pods come from. */
export function logStream(c: Context<Env>, reading: Wanted, crews: readonly Crew[]): Response {
  const again = c.req.header('last-event-id')
  const places = new Map(readPlaces(again ?? c.req.query('watch') ?? ''))
  // What the page's last match is owed was paid before a cut.
  const owed = readOwed(again === undefined ? (c.req.query('owed') ?? '') : '')
  return stream(
    c,
    (signal) => framed(c, messages(c, { ...reading, owed }, crews, places, signal)),
    untilOver(c),
  )
}

async function* messages(
  c: Context<Env>,
  reading: Wanted,
  crews: readonly Crew[],
  places: Map<string, Place>,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const failed = new AbortController()
  const over = AbortSignal.any([signal, failed.signal])
  const log = new Gathering(c, reading, places, over, (error) => failed.abort(error))
  let leave: (() => void) | null = null
  try {
    if (crews.length > 0) leave = await log.join(crews)
    let count = log.followed
    yield { data: render('logs/patch', { ...quiet, live: following(count) }) }
    const explain = explainer(c, reading)
    const pace = new Pace(speed, performance.now())
    while (!over.aborted) {
      await log.funnel.ready(over)
      if (over.aborted) break
      // What comes while that is asked for is of this message, too: its id says that it was seen.
      const why = log.funnel.poked() ? await explain(log.looked()) : null
      const batch = log.funnel.take(pace.lines())
      const { sources } = log
      const live = log.followed === count ? null : following(log.followed)
      count = log.followed
      const told = said(c, { ...batch, why, live }, { ...reading, sources }, places)
      if (told !== null) yield { ...told, sent: (bytes) => pace.sent(bytes, batch.lines.length) }
      await rest(Math.max(pause, pace.wait(performance.now())), over)
    }
    const { reason } = failed.signal
    if (!signal.aborted) yield end(reason instanceof Error ? reason : new Error('ended'))
  } finally {
    failed.abort()
    leave?.()
  }
}

const quiet = { more: false, lines: [], skipped: null, notes: [], why: null }

/** Null while it is as it was said before, or cannot be told: the lines go on. */
function explainer(c: Context<Env>, { resource, asked }: Wanted) {
  let last = ''
  return async (looked: Looked): Promise<LogWhy | null> => {
    try {
      const why = await whyOf(c, resource, looked, asked)
      const text = JSON.stringify(why)
      if (text === last) return null
      last = text
      return why
    } catch (error) {
      if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
      return null
    }
  }
}

function said(
  c: Context<Env>,
  { lines, skipped, between, notes, why, live }: Batch & Pick<LogPatch, 'why' | 'live'>,
  reading: Wanted,
  places: ReadonlyMap<string, Place>,
): Message | null {
  const more = lines.length > 0 || skipped > 0 || notes.length > 0
  if (!more && why === null && live === null) return null
  const { sources, filter, asked } = reading
  const link = lineLink(new URL(c.req.url).searchParams)
  const lined = { marks: sourceMarks(sources), filter, link, isMarked: () => false }
  const [from, to] = between
  const data = render('logs/patch', {
    live,
    more,
    lines: lines.toSorted(inTime).map((line) => logRow(line, lined)),
    skipped:
      skipped === 0
        ? null
        : { text: `${grouped(skipped)} lines skipped,`, href: stretch(c, asked, from, to) },
    notes,
    why,
  })
  return { id: written(places), data }
}

/** The lines between two instants, on a page of their own. */
function stretch(c: Context<Env>, asked: Asked, from: string, to: string): string {
  const { pathname, searchParams: query } = new URL(c.req.url)
  const wanted = writeAsked(asked, {
    from: `${from.slice(0, 19)}Z`,
    to,
    since: '',
    tail: usual.most,
    head: 0,
  })
  query.delete('watch')
  query.delete('owed')
  for (const [name, value] of Object.entries(wanted))
    if (valueOf(value) === '') query.delete(name)
    else query.set(name, valueOf(value))
  return `${pathname}?${query.toString()}`
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {})
