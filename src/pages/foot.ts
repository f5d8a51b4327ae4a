/** The foot of a page: what it cost, truly. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'

/** @param first what the page says of itself before. */
export function foot(c: Context<Env>, ...first: readonly string[]): readonly string[] {
  const { calls, ms } = c.var.tally
  const cost = `${calls} API ${calls === 1 ? 'call' : 'calls'}, ${Math.round(ms)} ms`
  return [
    ...first.filter((text) => text !== ''),
    `read ${new Date().toISOString().slice(11, 19)} UTC`,
    cost,
  ]
}
