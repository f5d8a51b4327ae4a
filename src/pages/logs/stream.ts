/** A log's stream: lines as they are written, from where the page was left. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { type Message, stream } from '../../http/sse.ts'
import { type Asked, usual, writeAsked } from '../../logs/asked.ts'
import { followLog } from '../../logs/follow.ts'
import { Funnel, type Batch } from '../../logs/funnel.ts'
import { type Place, read as readPlaces, written } from '../../logs/place.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import { inTime, tell, wants } from '../../logs/told.ts'
import { render } from '../../views.ts'
import { logRow } from '../../views/log-lines.ts'
import { following } from '../../views/live.ts'
import { sourceMarks } from '../../views/logs.ts'
import { grouped } from '../../views/words.ts'
import { written as valueOf } from '../../urls.ts'
import { framed, end } from '../framed.ts'
import type { Reading } from './read.ts'

/** Milliseconds between two messages. */
const pace = 250
/** Lines of one message: more than a person reads in that time, and what a browser draws in a few frames. */
const most = 400

type Shared = Omit<Reading, 'kube'>

export function logStream(c: Context<Env>, reading: Shared): Response {
  const seen = c.req.header('last-event-id') ?? c.req.query('watch') ?? ''
  return stream(
    c,
    (signal) => framed(c, messages(c, reading, readPlaces(seen), signal)),
    c.var.parts.down,
  )
}

async function* messages(
  c: Context<Env>,
  reading: Shared,
  seen: ReadonlyMap<string, Place>,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const funnel = new Funnel(most)
  const places = new Map(seen)
  const failed = new AbortController()
  const over = AbortSignal.any([signal, failed.signal])
  for (const source of reading.sources)
    void follow(c, source, { ...reading, places, funnel, signal: over }).catch((error: unknown) =>
      failed.abort(error),
    )
  const quiet = { more: false, lines: [], skipped: null, notes: [] }
  yield { data: render('logs/patch', { ...quiet, live: following(reading.sources.length) }) }
  while (!over.aborted) {
    await funnel.ready(over)
    if (over.aborted) break
    yield said(c, funnel.take(), reading, places)
    await rest(over)
  }
  if (!signal.aborted)
    yield end(failed.signal.reason instanceof Error ? failed.signal.reason : new Error('ended'))
}

interface Following extends Shared {
  readonly places: Map<string, Place>
  readonly funnel: Funnel
  readonly signal: AbortSignal
}

async function follow(c: Context<Env>, source: Source, whole: Following): Promise<void> {
  const { resource, asked, filter, funnel, places, signal } = whole
  const { namespace, pod, container } = source
  const kube = c.var.connection.kube({ signal })
  const key = keyOf(source)
  const wanted = wants(asked, filter)
  const ref = { resource, namespace, name: pod }
  const from = places.get(key) ?? null
  for await (const event of followLog(
    (query) => kube.log(ref, { container, ...query }),
    from,
    signal,
  )) {
    if (event.type === 'lines') {
      const last = event.lines.at(-1)
      if (last !== undefined) places.set(key, last)
      funnel.put(event.lines.map((line) => tell(key, line)).filter(wanted))
    } else if (event.type === 'gap') funnel.note(`${pod} ${container}: lines may be missing here.`)
    else if (event.type === 'ended') funnel.note(`${pod} ${container} ended.`)
  }
  if (!signal.aborted) funnel.note(`${pod} is gone.`)
}

function said(
  c: Context<Env>,
  { lines, skipped, between, notes }: Batch,
  reading: Shared,
  places: ReadonlyMap<string, Place>,
): Message {
  const { sources, filter, asked } = reading
  const lined = { marks: sourceMarks(sources), filter, times: asked.times }
  const [from, to] = between
  const data = render('logs/patch', {
    live: null,
    more: true,
    lines: lines.toSorted(inTime).map((line) => logRow(line, lined)),
    skipped:
      skipped === 0
        ? null
        : { text: `${grouped(skipped)} lines skipped,`, href: stretch(c, asked, from, to) },
    notes,
  })
  return { id: written(places), data }
}

/** The lines between two instants, on a page of their own. */
function stretch(c: Context<Env>, asked: Asked, from: string, to: string): string {
  const query = new URLSearchParams()
  const wanted = writeAsked(asked, {
    from: `${from.slice(0, 19)}Z`,
    to,
    since: '',
    tail: usual.most,
  })
  for (const [name, value] of Object.entries(wanted))
    if (valueOf(value) !== '') query.set(name, valueOf(value))
  return `${new URL(c.req.url).pathname}?${query.toString()}`
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pace)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
