/** A log that cannot be had, for what reads text: the status says it, and the words stand where lines would. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type AppError, InvalidInput } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Source } from '../../logs/source.ts'
import { escapedJson, plain } from '../../views/escape.ts'
import type { Form } from './printed.ts'

/** @param of the only container that is read. */
export function refusedText(c: Context<Env>, form: Form, error: AppError, of?: Source): Response {
  c.header('cache-control', 'no-store')
  const code = error.status as ContentfulStatusCode
  const message = wordsOf(error)
  const who = of === undefined ? '' : `${of.pod} ${of.container}: `
  if (form === 'txt') return c.text(`# ${who}${plain(message.replaceAll(/\s+/g, ' '))}\n`, code)
  const { namespace, pod, container } = of ?? {}
  c.header('content-type', 'application/x-ndjson; charset=utf-8')
  const all = { namespace, pod, container, error: message }
  return c.body(`${escapedJson(JSON.stringify(all))}\n`, code)
}

/** @param notes why there is nothing to read. */
export function silentText(c: Context<Env>, form: Form, notes: readonly string[]): Response {
  c.header('cache-control', 'no-store')
  if (form === 'txt') return c.text(notes.map((note) => `# ${plain(note)}\n`).join(''))
  c.header('content-type', 'application/x-ndjson; charset=utf-8')
  return c.body(notes.map((error) => `${escapedJson(JSON.stringify({ error }))}\n`).join(''))
}

function wordsOf(error: AppError): string {
  if (!(error instanceof InvalidInput)) return error.message
  return Object.entries(error.fields)
    .map(([name, text]) => `${name}: ${text}`)
    .join(' ')
}
