/** A list that is asked for by its own filter box, while somebody types in it. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Form } from '../views/filter-form.ts'

export const isTyped = (c: Context<Env>): boolean => c.req.header('hx-source') === 'form#filter'

/** The page keeps its rows and its address, and the box is marked. */
export function marked(c: Context<Env>, broken: NonNullable<Form['broken']>): Promise<Response> {
  c.header('hx-retarget', '#broken')
  /* What is said already stays while one types on. */
  c.header('hx-reswap', 'outerMorph')
  c.header('hx-push-url', 'false')
  return html(c, 'list/broken', { broken: { ...broken, kept: true } }, 422)
}
