/** A log that cannot be had, for what reads text: the status says it, and the words stand where lines would. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type AppError, InvalidInput } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Form } from './printed.ts'

export function refusedText(c: Context<Env>, form: Form, error: AppError): Response {
  c.header('cache-control', 'no-store')
  const code = error.status as ContentfulStatusCode
  const message = wordsOf(error)
  if (form === 'txt') return c.text(`# ${message.replaceAll(/\s+/g, ' ')}\n`, code)
  c.header('content-type', 'application/x-ndjson; charset=utf-8')
  return c.body(`${JSON.stringify({ error: message })}\n`, code)
}

function wordsOf(error: AppError): string {
  if (!(error instanceof InvalidInput)) return error.message
  return Object.entries(error.fields)
    .map(([name, text]) => `${name}: ${text}`)
    .join(' ')
}
