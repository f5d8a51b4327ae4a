/** Where a list leads out of the browser. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { ListContext } from '../views/list-context.ts'
import { type Exports, followed, ways } from '../views/list-exports.ts'
import type { ListState } from '../views/query.ts'

export function exported(
  c: Context<Env>,
  state: ListState,
  context: ListContext,
  total: number | null,
): Exports {
  const { localKey, secure, signIn } = c.var.parts.config
  const bearer = signIn !== 'none' && c.var.cluster.source !== 'demo'
  /* The one-time key lets browsers in only. */
  const out = signIn === 'none' && localKey && c.var.cluster.source !== 'demo'
  const origin = `${secure ? 'https' : 'http'}://${c.req.header('host') ?? ''}`
  const followable = context.resource.verbs.includes('watch') && !out
  const command = followable ? followed(state, context, { origin, bearer }) : ''
  return { rows: ways(state, context, total), command }
}
