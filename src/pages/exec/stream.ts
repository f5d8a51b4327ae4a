/** The same terminal where no WebSocket passes: output comes as events on one request, input goes up on others. */
import { type Context, Hono } from 'hono'
import { AppError, Busy } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { type Message, stream } from '../../http/sse.ts'
import type { Terminal } from '../../terminals.ts'
import { paths } from '../../urls.ts'
import { refusedSaid } from '../../views/exec-words.ts'
import { whose } from '../whose.ts'
import { Backlog } from './backlog.ts'
import { attached, redeemed, waiting } from './begin.ts'
import { type Down, heard, viewer } from './messages.ts'
import { Queue } from './queue.ts'
import type { Wish } from './wish.ts'

export const execStream = new Hono<Env>()
  .post(paths.terminalStream, async (c) => {
    const wish = await redeemed(c, await c.req.text())
    return stream(c, (signal) => events(c, wish, signal), c.var.parts.down)
  })
  .post(paths.terminal, async (c) => {
    const terminal = waiting(c, await whose(c), c.req.param('terminal'))
    if ((c.req.header('content-type') ?? '').startsWith('application/json'))
      heard(terminal, await c.req.text())
    else await typed(terminal, Number(c.req.query('from')), await c.req.arrayBuffer())
    return c.body(null, 204)
  })

/** Sent again because its answer was lost, it is not typed twice. The answer waits for the container: the page sends no faster. */
async function typed(terminal: Terminal, from: number, body: ArrayBuffer): Promise<void> {
  const known = terminal.typed - from
  if (!(known >= 0)) throw new Gap()
  const bytes = new Uint8Array(body).subarray(known)
  if (!terminal.hasRoom(bytes.length)) throw new Busy('The container takes no more at the moment.')
  if (bytes.length > 0) await new Promise<void>((resolve) => terminal.input(bytes, resolve))
}

/** What lies before it never came. */
class Gap extends AppError {
  override readonly status = 409
  constructor() {
    super('Something that was typed before this has not arrived.')
  }
}

async function* events(
  c: Context<Env>,
  wish: Wish,
  signal: AbortSignal,
): AsyncGenerator<Message, void> {
  const queue = new Queue<Message>(signal)
  const backlog = new Backlog()
  const say = (message: Down) => queue.push(said(c, message))
  const to = viewer({
    backlog: () => backlog.bytes,
    output(bytes) {
      const sent = backlog.add(bytes.length)
      queue.push({ event: 'output', data: bytes.toString('base64'), sent })
    },
    say,
    close: () => queue.end(),
  })
  let terminal: Terminal | null = null
  try {
    terminal = await attached(c, wish, to)
  } catch (error) {
    say({ type: 'ended', ...refusedSaid(error) })
    queue.end()
  }
  try {
    yield* queue
  } finally {
    terminal?.detach(to)
  }
}

function said(c: Context<Env>, message: Down): Message {
  const { urls } = c.var.parts
  const up = message.type === 'begins' ? { up: urls.terminal(c.var.cluster.name, message.id) } : {}
  return { event: 'said', data: JSON.stringify({ ...message, ...up }) }
}
