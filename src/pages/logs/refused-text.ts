/** A log that cannot be had, for what reads text: the status says it, and the words stand where lines would. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type AppError, InvalidInput } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Source } from '../../logs/source.ts'
import { type Form, noted, typeOf } from './printed.ts'

/** @param of the only container that is read. */
export function refusedText(c: Context<Env>, form: Form, error: AppError, of?: Source): Response {
  return answer(c, form, noted(form, { text: wordsOf(error), wrong: true }, of), error.status)
}

/** @param notes why there is nothing to read. */
export function silentText(c: Context<Env>, form: Form, notes: readonly string[]): Response {
  const said = notes.map((text) => noted(form, { text, wrong: true }))
  return answer(c, form, said.join(''), 200)
}

function answer(c: Context<Env>, form: Form, text: string, status: number): Response {
  const headers = { 'content-type': typeOf(form), 'cache-control': 'no-store' }
  return c.body(text, status as ContentfulStatusCode, headers)
}

function wordsOf(error: AppError): string {
  if (!(error instanceof InvalidInput)) return error.message
  return Object.entries(error.fields)
    .map(([name, text]) => `${name}: ${text}`)
    .join(' ')
}
