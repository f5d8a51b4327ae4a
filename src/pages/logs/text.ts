/** A log as text or NDJSON: complete, as fast as its reader, for terminals and files. */
import type { Context } from 'hono'
import { AppError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { type Asked, beginning } from '../../logs/asked.ts'
import { followLog } from '../../logs/follow.ts'
import { merged } from '../../logs/merged.ts'
import { Placer } from '../../logs/place.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import { picker, type Pick } from '../../logs/around.ts'
import { tell, type Told } from '../../logs/told.ts'
import { comers } from './comers.ts'
import type { Crew } from './crew.ts'
import { logOf } from './log.ts'
import { type Form, printer, type Printer } from './printed.ts'
import type { Shared } from './gathering.ts'

import { isWhole, whole } from './whole.ts'

/** What a client takes that does not ask for HTML: `curl` shows lines. */
export function formOf(c: Context<Env>): Form | null {
  const as = c.req.query('as') ?? ''
  if (as === 'txt' || as === 'ndjson') return as
  const accept = c.req.header('accept') ?? ''
  if (accept.includes('application/x-ndjson')) return 'ndjson'
  const html =
    accept === '' || accept.includes('text/html') || c.req.header('hx-request') !== undefined
  return as === '' && !html ? 'txt' : null
}

/** @param crews where further pods come from, while it is followed. @param name of a file. */
export function logText(
  c: Context<Env>,
  reading: Shared,
  crews: readonly Crew[],
  form: Form,
  name: string,
): Response {
  const download = c.req.query('download') === '1'
  const over = new AbortController()
  const signal = AbortSignal.any([c.req.raw.signal, over.signal])
  const source =
    download && form === 'txt' && isWhole(reading)
      ? whole(c.var.connection.kube({ signal }), reading)
      : encoded(lines(c, reading, crews, form, download, signal))
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await source.next()
          if (done === true) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          if (!signal.aborted) controller.error(error)
        }
      },
      cancel: () => over.abort(),
    },
    { highWaterMark: 0 },
  )
  const type = form === 'ndjson' ? 'application/x-ndjson' : 'text/plain'
  const file = `${name.replaceAll(/[^\w.-]/g, '-')}.${form === 'ndjson' ? 'ndjson' : 'log'}`
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      ...(download && { 'content-disposition': `attachment; filename="${file}"` }),
    },
  })
}

async function* encoded(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text)
}

async function* lines(
  c: Context<Env>,
  reading: Shared,
  crews: readonly Crew[],
  form: Form,
  download: boolean,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const sources = [...reading.sources]
  const print = printer(form, sources, reading.asked.times, download)
  const read = (source: Source, some: boolean) =>
    spoken(
      source,
      of(c, source, reading, some, signal),
      print,
      picker(reading.asked, reading.filter),
    )
  const more = async function* (): AsyncGenerator<AsyncGenerator<string>> {
    if (crews.length === 0 || !goesOn(reading.asked)) return
    for await (const source of comers(c, reading, crews, signal)) {
      sources.push(source)
      yield read(source, false)
    }
  }
  const all = reading.sources.map((source) => read(source, !download))
  for await (const text of merged(all, more())) if (text !== '') yield text
}

/** What cannot be read is said in the place of its lines, so that the others come all the same. */
async function* spoken(
  source: Source,
  from: AsyncGenerator<readonly Told[] | typeof gap>,
  print: Printer,
  pick: Pick,
): AsyncGenerator<string> {
  try {
    for await (const some of from)
      yield some === gap
        ? print.note(source, gap)
        : pick(some)
            .map((told) => print.line(source, told))
            .join('')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    yield print.note(source, error.message)
  }
}

/** One source's lines, then those that come, where they are followed; a gap between them is said. */
async function* of(
  c: Context<Env>,
  source: Source,
  { resource, asked, now }: Shared,
  limited: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly Told[] | typeof gap> {
  const key = keyOf(source)
  const log = logOf(c.var.connection.kube({ signal }), resource, source)
  const since = beginning(asked, now)
  const tail = limited && since === null ? { tail: asked.tail } : {}
  const placer = new Placer(null)
  const query = { previous: asked.previous, ...tail, ...(since !== null && { since }) }
  for await (const some of log.read(query)) yield placer.all(some).map((line) => tell(key, line))
  if (!goesOn(asked)) return
  const how = { earliest: since, over: source.over }
  for await (const event of followLog(log, placer.last, signal, how))
    if (event.type === 'lines') yield event.lines.map((line) => tell(key, line))
    else if (event.type === 'gap') yield gap
}

const gap = 'lines may be missing here'

const goesOn = ({ follow, previous, to }: Asked) => follow && !previous && to === ''
