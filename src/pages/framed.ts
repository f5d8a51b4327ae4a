/** What every stream of a page begins and ends with, so that the page can say why it ended. */
import type { Context } from 'hono'
import { AppError, Busy, Full, KubeError, NotSignedIn } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { traced } from '../http/log.ts'
import type { Message } from '../http/sse.ts'
import { entered } from './streams.ts'
import { isOver } from './until-over.ts'

/** A failure is the stream's last word: a broken connection would be tried again for ever. */
async function* lastWord(c: Context<Env>, told: AsyncIterable<Message>): AsyncIterable<Message> {
  let leave: (() => void) | null = null
  try {
    leave = entered(c)
    yield* told
  } catch (error) {
    if (c.req.raw.signal.aborted || isOver(c)) return
    if (!(error instanceof AppError))
      c.var.parts.log('error', 'unforeseen', { error: traced(error) })
    yield end(error instanceof Error ? error : new Error(String(error)))
  } finally {
    leave?.()
  }
}

/** The stream is over for good; the page says why and does not come back by itself. */
export function end(error: Error): Message {
  if (error instanceof NotSignedIn) return { event: 'end', data: 'signed out' }
  if (error instanceof Busy) return { event: 'end', data: error.message }
  if (error instanceof Full) return { event: 'end', data: 'memory is short' }
  const refused = error instanceof KubeError && error.status === 403
  return { event: 'end', data: refused ? 'no longer allowed' : 'ended' }
}

/** Milliseconds over which browsers come back after the process went down, so that they do not come at once:
 * with the first second as long as a page waits at most (reconnectMaxDelay of the page’s htmx-config). */
const spread = 6_500

/** A first word that says which build speaks, and a last one where the process goes down. */
export async function* framed(
  c: Context<Env>,
  told: AsyncIterable<Message>,
): AsyncIterable<Message> {
  const { down, assets } = c.var.parts
  yield { event: 'hello', data: assets.names['main.js'], retry: 500 }
  yield* lastWord(c, told)
  if (!down.aborted) return
  yield { event: 'bye', data: '', retry: 1000 + Math.round(Math.random() * spread) }
}
