/** The foot of a page: what it cost, truly. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { spent } from '../http/tally.ts'
import type { Foot } from '../views/shell.ts'
import { counted } from '../views/words.ts'

/** @param first what the page says of itself before. */
export function foot(c: Context<Env>, ...first: readonly string[]): Foot {
  const moment = new Date().toISOString().slice(11, 19)
  const cost = `${counted(c.var.tally.calls, 'API call')}, ${Math.round(spent(c.var.tally))} ms`
  return [
    ...first.filter((text) => text !== '').map((text) => ({ text, once: false })),
    { text: `read ${moment} UTC, ${cost}`, once: true },
  ]
}
