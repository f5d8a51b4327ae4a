/** A log as text or NDJSON: complete, as fast as its reader, for terminals and files. */
import type { Context } from 'hono'
import { AppError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Kube } from '../../kube.ts'
import { coloured } from '../../logs/ansi.ts'
import { beginning } from '../../logs/asked.ts'
import { followLog } from '../../logs/follow.ts'
import { merged } from '../../logs/merged.ts'
import { type Placed, Placer } from '../../logs/place.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import { tell, type Told, wants } from '../../logs/told.ts'
import { escapedJson, plain } from '../../views/escape.ts'
import { sourceMarks } from '../../views/logs.ts'
import { bytes } from '../../views/words.ts'
import type { Reading } from './read.ts'
import { isWhole, whole } from './whole.ts'

export type Form = 'txt' | 'ndjson'

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

/** @param limited only the last lines: a file has all of them. */
export function logText(
  c: Context<Env>,
  reading: Omit<Reading, 'kube'>,
  form: Form,
  name: string,
): Response {
  const download = c.req.query('download') === '1'
  const over = new AbortController()
  const signal = AbortSignal.any([c.req.raw.signal, over.signal])
  const kube = c.var.connection.kube({ signal })
  const source =
    download && form === 'txt' && isWhole(reading)
      ? whole(kube, reading)
      : encoded(lines(kube, reading, form, download, signal))
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
  kube: Kube,
  reading: Omit<Reading, 'kube'>,
  form: Form,
  download: boolean,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const wanted = wants(reading.asked, reading.filter)
  const print = printer(reading, form, download)
  const all = reading.sources.map((source) =>
    spoken(source, of(kube, source, reading, !download, signal), form),
  )
  for await (const some of merged(all)) {
    const text = typeof some === 'string' ? some : some.filter(wanted).map(print).join('')
    if (text !== '') yield text
  }
}

/** What cannot be read is said in the place of its lines, so that the others come all the same. */
async function* spoken(
  { namespace, pod, container }: Source,
  from: AsyncGenerator<readonly Told[]>,
  form: Form,
): AsyncGenerator<readonly Told[] | string> {
  try {
    yield* from
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message } = error
    yield form === 'ndjson'
      ? `${JSON.stringify({ namespace, pod, container, error: message })}\n`
      : `# ${pod} ${container}: ${message}\n`
  }
}

/** One source's lines, then those that come, where they are followed. */
async function* of(
  kube: Kube,
  source: Source,
  { resource, asked, now }: Omit<Reading, 'kube'>,
  limited: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly Told[]> {
  const { namespace, pod, container } = source
  const ref = { resource, namespace, name: pod }
  const key = keyOf(source)
  const since = beginning(asked, now)
  const tail = limited && since === null ? { tail: asked.tail } : {}
  const placer = new Placer(null)
  const query = { container, previous: asked.previous, ...tail, ...(since !== null && { since }) }
  for await (const some of kube.log(ref, query))
    yield placer.all(some).map((line) => tell(key, line))
  if (!asked.follow || asked.previous || asked.to !== '') return
  for await (const event of followLog(
    (more) => kube.log(ref, { container, ...more }),
    placer.last,
    signal,
    { earliest: since, over: source.over },
  ))
    if (event.type === 'lines') yield event.lines.map((line: Placed) => tell(key, line))
}

function printer(
  { sources, asked }: Omit<Reading, 'kube'>,
  form: Form,
  download: boolean,
): (told: Told) => string {
  if (form === 'ndjson') return objectOf(new Map(sources.map((source) => [keyOf(source), source])))
  const marks = sourceMarks(sources)
  return ({ key, line }) => {
    const who = marks.get(key)?.text ?? ''
    const when = asked.times === 'off' || asked.times === 'local' ? '' : `${line.time} `
    const cut = line.cut === 0 ? '' : ` … ${bytes(line.cut)} more`
    const text = download ? line.text : coloured(line.text, plain)
    return `${when}${who === '' ? '' : `${who} `}${text}${cut}\n`
  }
}

function objectOf(known: ReadonlyMap<string, Source>): (told: Told) => string {
  return ({ key, line, level }) => {
    const { namespace, pod, container } = known.get(key) ?? {
      namespace: '',
      pod: '',
      container: '',
    }
    const { time, text, cut } = line
    const all = { time, namespace, pod, container, level, text, ...(cut > 0 && { cut }) }
    return `${escapedJson(JSON.stringify(all))}\n`
  }
}
