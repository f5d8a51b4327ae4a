/** The same terminal where no WebSocket passes: output comes as events on one request, input goes up on others. */
import { type Context, Hono } from 'hono'
import { NotFound, Refused } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { type Message, stream } from '../../http/sse.ts'
import type { Terminal } from '../../terminals.ts'
import { paths } from '../../urls.ts'
import { refusedSaid } from '../../views/exec-words.ts'
import { whose } from '../whose.ts'
import { terminalOf, waiting } from './begin.ts'
import { type Down, heard, viewer } from './messages.ts'
import { Queue } from './queue.ts'
import { readWish, type Wish } from './wish.ts'

export const execStream = new Hono<Env>()
  .post(paths.terminalStream, async (c) => {
    const text = c.var.parts.tickets.take(await c.req.text())
    if (text === null)
      throw new Refused(
        'This ticket is not valid, or not any more: open the shell from its page again.',
      )
    const wish = readWish(text)
    return stream(c, (signal) => events(c, wish, signal), c.var.parts.down)
  })
  .post(paths.terminal, async (c) => {
    const terminal = waiting(c, await whose(c), c.req.param('terminal'))
    // Sent again because its answer was lost: it is done already.
    if (!isNext(terminal, Number(c.req.query('number')))) return c.body(null, 204)
    if ((c.req.header('content-type') ?? '').startsWith('application/json'))
      heard(terminal, await c.req.text())
    else await taken(terminal, new Uint8Array(await c.req.arrayBuffer()))
    return c.body(null, 204)
  })

const numbers = new WeakMap<Terminal, number>()

function isNext(terminal: Terminal, number: number): boolean {
  if (!Number.isSafeInteger(number)) throw new NotFound('number', String(number))
  if (number <= (numbers.get(terminal) ?? 0)) return false
  numbers.set(terminal, number)
  return true
}

/** The answer waits for the container: the page sends no faster than that reads. */
const taken = (terminal: Terminal, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => terminal.input(bytes, resolve))

async function* events(
  c: Context<Env>,
  wish: Wish,
  signal: AbortSignal,
): AsyncGenerator<Message, void> {
  const queue = new Queue<Message>(signal)
  const say = (message: Down) => queue.push(said(c, message))
  const to = viewer({
    output: (bytes) => queue.push({ event: 'output', data: bytes.toString('base64') }),
    say,
    close: () => queue.end(),
  })
  let terminal: Terminal | null = null
  try {
    terminal = await terminalOf(c, wish)
    numbers.delete(terminal)
    terminal.attach(to, 'from' in wish ? wish.from : null)
    terminal.resize(wish)
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
