/** A request is a proof of its person: shells of theirs live on by the credential that it came with. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { whose } from '../whose.ts'

/**
 * Where people sign in to Portlight itself, a shell ends with the session that opened it: only a proxy in
 * front brings another token of the same person without their doing.
 */
export const isRenewed = (c: Context<Env>): boolean => c.var.parts.config.signIn === 'bearer'

/** In passing: the request does not wait. Whose the credential is the API server says, and nobody else. */
export function proved(c: Context<Env>): void {
  const { terminals } = c.var.parts
  if (!isRenewed(c) || terminals.open() === 0) return
  const { connection } = c.var
  void whose(c).then(
    (owner) => terminals.proved(owner, connection),
    () => {},
  )
}
