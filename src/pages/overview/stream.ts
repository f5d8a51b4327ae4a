/** An overview's own stream: each part of it as it is now. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { type Message, stream } from '../../http/sse.ts'
import { ticks } from '../../live/ticks.ts'
import { render } from '../../views.ts'
import { type Live, loading, silent } from '../../views/live.ts'
import { digest, idle, patch } from '../../views/overview-live.ts'
import { type Overview, overviewParts } from '../../views/overview.ts'
import { end, framed } from '../framed.ts'
import { markOf } from '../looked.ts'
import { type Gathered, type Gathering, soon } from './gathering.ts'

/** Milliseconds between two messages. */
const pace = 1000
/** Milliseconds that the first of them waits for what the page had, too. */
const patience = 300

/** @param gather begins to look; the stream gives it back. @param read what is built of it now. */
export function overviewStream(
  c: Context<Env>,
  gather: () => Promise<Gathering>,
  read: (gathered: Gathered) => Overview,
): Response {
  const seen = c.req.header('last-event-id') ?? c.req.query('watch') ?? ''
  const messages = async function* (signal: AbortSignal): AsyncIterable<Message> {
    const gathering = await gather()
    try {
      await soon(gathering, signal, patience, false)
      yield* told(gathering, read, seen, signal)
    } finally {
      gathering.leave()
    }
  }
  return stream(c, (signal) => framed(c, messages(signal)), c.var.parts.down)
}

async function* told(
  gathering: Gathering,
  read: (gathered: Gathered) => Overview,
  seen: string,
  signal: AbortSignal,
): AsyncIterable<Message> {
  let [shown, said] = [seen, '']
  for await (const _ of ticks([gathering], pace, signal)) {
    const over = gathering.over()
    if (over !== null) {
      yield end(over)
      return
    }
    const now = mark(gathering)
    const parts = overviewParts(read(await gathering.now()))
    const words = JSON.stringify(now)
    const next = patch(shown, parts, words === said ? null : now)
    if (idle(next)) continue
    ;[shown, said] = [digest(parts), words]
    yield { id: shown, data: render('overview/patch', next) }
  }
}

function mark(gathering: Gathering): Live {
  const state = gathering.state()
  if (!gathering.settled() || state?.state === 'loading') return loading(0, null)
  return state === null ? silent : markOf(state)
}
