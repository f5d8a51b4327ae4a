/** What the form of many objects sends, or a script in its place. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { wholeFormIn } from '../form.ts'

export interface Sent {
  /** The action; empty: none is chosen yet. */
  readonly id: string
  /** Those that are checked, as the boxes have them. */
  readonly lines: readonly string[]
  /** All that this query of the list selects, instead; null: those that are checked. */
  readonly query: string | null
  /** Of the list that somebody comes from. */
  readonly from: string
  /** The same form sent twice is one wish; empty: it was not looked over yet. */
  readonly once: string
  /** Of the action’s own inputs. */
  readonly fields: Readonly<Record<string, string>>
}

/** @throws InvalidInput for what is no form. */
export async function sentTo(c: Context<Env>): Promise<Sent> {
  const body = await wholeFormIn(c)
  const texts = (name: string) => [body[name]].flat().filter((each) => typeof each === 'string')
  const fields = Object.fromEntries(Object.keys(body).map((name) => [name, texts(name)[0] ?? '']))
  const { action = '', all, from = '', once = '' } = fields
  return {
    id: action,
    lines: texts('on').flatMap((text) => text.split('\n')),
    query: all ?? null,
    from,
    once,
    fields,
  }
}
