/** Streams end with the session of who reads them: the page comes back at once, as whoever is signed in by then. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'

/** Milliseconds since 1970; a session that is used meanwhile lasts longer than it says here. */
const until = (c: Context<Env>): number => c.var.session?.until ?? Infinity

export const isOver = (c: Context<Env>): boolean => Date.now() >= until(c)

/** For what is used without a request, a shell that is typed into: only the longest time counts. */
export const isEnded = (session: Env['Variables']['session']): boolean =>
  Date.now() >= (session?.latest ?? Infinity)

/** What ends a stream besides its reader: the process goes down, or the session is over. */
export function untilOver(c: Context<Env>): AbortSignal {
  const { down } = c.var.parts
  const left = until(c) - Date.now()
  return left === Infinity ? down : AbortSignal.any([down, AbortSignal.timeout(Math.max(0, left))])
}
