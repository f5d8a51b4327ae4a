/** How many live pages one who is signed in has: each costs some 100 kB, and whoever opens thousands takes them from all. */
import type { Context } from 'hono'
import { Busy } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { grouped } from '../views/words.ts'

/** As many as look at one replica in `npm run bench -- --only=crowd`: a whole portal may come with one token. */
const most = 1000

/** By credential. */
const open = new WeakMap<object, number>()

/**
 * @returns to be called when its stream is over. Who does not sign in is alone here and not counted,
 * nor is what answers a form. @throws Busy
 */
export function entered(c: Context<Env>): () => void {
  const { session, connection } = c.var
  if (session === undefined || c.req.query('watch') === undefined) return () => {}
  const others = open.get(connection) ?? 0
  if (others >= most)
    throw new Busy(
      `${grouped(most)} pages of yours are live already. Close some, then load this one anew`,
    )
  open.set(connection, others + 1)
  return () => void open.set(connection, (open.get(connection) ?? 1) - 1)
}
