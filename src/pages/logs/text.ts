/** A log as text or NDJSON: complete, as fast as its reader, for terminals and files. */
import { setImmediate as immediate } from 'node:timers/promises'
import type { Context } from 'hono'
import { AppError, NotSignedIn } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { type Asked, beginning, goesOn } from '../../logs/asked.ts'
import { followLog, passing } from '../../logs/follow.ts'
import { merged } from '../../logs/merged.ts'
import type { LogEvent } from '../../logs/outcome.ts'
import { Placer } from '../../logs/place.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import { picker, type Pick } from '../../logs/around.ts'
import { tell, type Told } from '../../logs/told.ts'
import { comers } from './comers.ts'
import type { Crew } from './crew.ts'
import { logOf } from './log.ts'
import { type Form, printer, type Printer, type Said, typeOf } from './printed.ts'
import type { Growing, Wanted } from './reading.ts'
import { refusedText } from './refused-text.ts'
import { whileAllowed } from './rights.ts'
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
export async function logText(
  c: Context<Env>,
  wanted: Wanted,
  crews: readonly Crew[],
  form: Form,
  name: string,
): Promise<Response> {
  const reading: Growing = { ...wanted, sources: [...wanted.sources] }
  const download = c.req.query('download') === '1'
  const over = new AbortController()
  const signal = AbortSignal.any([c.req.raw.signal, over.signal])
  const source =
    download && form === 'txt' && isWhole(reading)
      ? whole(c.var.connection.kube({ signal }), reading)
      : encoded(
          whileAllowed(c, reading, form, signal, (within) =>
            lines(c, reading, crews, form, download, within),
          ),
        )
  const [only] = reading.sources.length === 1 ? reading.sources : []
  try {
    // Of one container the status is that of its first answer.
    const first = only === undefined ? null : await source.next()
    // Nobody takes the body of a HEAD, and nobody leaves it.
    if (c.req.method === 'HEAD') over.abort()
    return new Response(bodyOf(source, first, over, signal), {
      headers: headersOf(form, name, download),
    })
  } catch (error) {
    over.abort()
    if (!(error instanceof AppError) || error instanceof NotSignedIn) throw error
    return refusedText(c, form, error, only)
  }
}

function bodyOf(
  source: AsyncGenerator<Uint8Array>,
  before: IteratorResult<Uint8Array> | null,
  over: AbortController,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let ready = before
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          // The head goes out first: what fails right behind the first piece must not take its place.
          if (ready !== null) await immediate()
          const { value, done } = ready ?? (await source.next())
          ready = null
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
}

function headersOf(form: Form, name: string, download: boolean): Record<string, string> {
  const file = `${name.replaceAll(/[^\w.-]/g, '-')}.${form === 'ndjson' ? 'ndjson' : 'log'}`
  return {
    'content-type': typeOf(form),
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    ...(download && { 'content-disposition': `attachment; filename="${file}"` }),
  }
}

async function* encoded(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text)
}

async function* lines(
  c: Context<Env>,
  reading: Growing,
  crews: readonly Crew[],
  form: Form,
  download: boolean,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { sources } = reading
  const print = printer(form, sources, reading.asked.times, download)
  const keys = new Set(sources.map(keyOf))
  const read = async function* (source: Source, how: Omit<How, 'pick'>): AsyncGenerator<string> {
    const pick = picker(reading.asked, reading.filter)
    yield* spoken(source, of(c, source, reading, how.some, signal), print, { ...how, pick })
    keys.delete(keyOf(source))
  }
  const more = async function* (): AsyncGenerator<AsyncGenerator<string>> {
    if (crews.length === 0 || !goesOn(reading.asked)) return
    for await (const source of comers(c, reading, crews, keys, signal)) {
      sources.push(source)
      yield once(print.note(source, { text: 'came', wrong: false }))
      yield read(source, { some: false, alone: false })
    }
  }
  const alone = sources.length === 1
  const all = sources.map((source) => read(source, { some: !download, alone }))
  let begun = false
  for await (const text of merged(all, more())) {
    // That it could be opened is known before the first line is there.
    if (text !== '' || !begun) yield text
    begun = true
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

interface How {
  readonly pick: Pick
  /** Only the last lines to begin with. */
  readonly some: boolean
  /** There is no other: what fails before it began fails as a whole. */
  readonly alone: boolean
}

/** What cannot be read is said in the place of its lines, so that the others come all the same. */
async function* spoken(
  source: Source,
  from: AsyncGenerator<readonly Told[] | Said>,
  print: Printer,
  { pick, alone }: Omit<How, 'some'>,
): AsyncGenerator<string> {
  let begun = false
  try {
    for await (const some of from) {
      begun = true
      yield 'text' in some
        ? print.note(source, some)
        : pick(some)
            .map((told) => print.line(source, told))
            .join('')
    }
  } catch (error) {
    if (!(error instanceof AppError) || (alone && !begun)) throw error
    yield print.note(source, { text: error.message, wrong: true })
  }
}

/** One source's lines, then those that come, where they are followed; what happens to it is said between them. */
async function* of(
  c: Context<Env>,
  source: Source,
  { resource, asked, now }: Wanted,
  limited: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly Told[] | Said> {
  const key = keyOf(source)
  const log = logOf(c.var.connection.kube({ signal }), resource, source)
  const since = beginning(asked, now)
  const placer = new Placer(null)
  try {
    for await (const some of log.read(queryOf(asked, since, limited)))
      yield placer.all(some).map((line) => tell(key, line))
  } catch (error) {
    // What has not started yet is waited for.
    if (!goesOn(asked) || !passing(error)) throw error
  }
  if (!goesOn(asked)) return
  yield []
  const how = { earliest: since, over: source.over }
  for await (const event of followLog(log, placer.last, signal, how))
    yield event.type === 'lines' ? event.lines.map((line) => tell(key, line)) : happened(event)
}

function queryOf({ tail, previous }: Asked, since: string | null, limited: boolean) {
  if (since !== null) return { previous, since }
  return limited ? { previous, tail } : { previous }
}

function happened(event: Exclude<LogEvent, { readonly type: 'lines' }>): Said {
  if (event.type === 'trouble') return { text: event.why, wrong: true }
  const end = event.type === 'ended' && event.how !== '' ? `: ${event.how}` : ''
  return { text: `${words[event.type]}${end}`, wrong: false }
}

const words = {
  gap: 'may have lost lines here',
  ended: 'ended',
  began: 'began anew',
  gone: 'is gone',
} as const
