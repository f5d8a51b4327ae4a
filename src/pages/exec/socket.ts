/** A terminal over a WebSocket: bytes are input and output, texts are messages. */
import { upgradeWebSocket } from '@hono/node-server'
import { Hono } from 'hono'
import type { RawData, WebSocket } from 'ws'
import { Refused } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { ownPage } from '../../http/guard.ts'
import type { Terminal, Viewer } from '../../terminals.ts'
import { paths } from '../../urls.ts'
import { refusedSaid } from '../../views/exec-words.ts'
import { attached, redeemed } from './begin.ts'
import { type Down, heard, viewer } from './messages.ts'

/** Behind it in the list of protocols stands the ticket. */
const protocol = 'portlight.terminal'

/** Milliseconds between two signs of life: a page that hears none of three comes back by a new connection. */
const beat = 8000
/** Bytes of input that may wait for the container: a page of ours sends no more before it hears that they were taken. */
const most = 256 * 1024

export const socket = new Hono<Env>().get(
  paths.terminalSocket,
  async (c, next) => {
    if (c.req.header('upgrade') === undefined)
      return c.text('A WebSocket is expected here: open the shell from its page.', 426)
    // A handshake is no form, and the browser sends it from any page with our cookies.
    if (!ownPage(c, c.var.parts.config.secure))
      throw new Refused('This request came from another site.')
    return next()
  },
  upgradeWebSocket((c) => {
    const [name, ticket = ''] = (c.req.header('sec-websocket-protocol') ?? '').split(/, */)
    const wish = redeemed(c, name === protocol ? ticket : '')
    return {
      onOpen(_, { raw }) {
        // The adaptor gives it as what all such libraries have in common.
        if (raw !== undefined) void serve(raw as WebSocket, (to) => attached(c, wish, to))
      },
    }
  }),
)

async function serve(ws: WebSocket, look: (to: Viewer) => Promise<Terminal>): Promise<void> {
  ws.pause()
  ws.on('error', () => ws.terminate())
  const say = (message: Down) => ws.send(JSON.stringify(message))
  alive(ws, () => say({ type: 'beat' }))
  const to = viewer({
    backlog: () => ws.bufferedAmount,
    output: (bytes) => ws.send(bytes, { binary: true }),
    say,
    close: () => ws.close(1000),
  })
  try {
    const terminal = await look(to)
    ws.once('close', () => terminal.detach(to))
    ws.on('message', reader(ws, terminal, to))
    if (ws.readyState !== ws.OPEN) terminal.detach(to)
  } catch (error) {
    say({ type: 'ended', ...refusedSaid(error) })
    ws.close(1000)
  }
  ws.resume()
}

/** A page that answers no ping is gone, though its connection is not: the terminal waits for it no longer than for others. */
function alive(ws: WebSocket, tell: () => void): void {
  let answered = true
  const beating = setInterval(() => {
    if (!answered) {
      ws.terminate()
      return
    }
    // What it has not read yet stands before the ping.
    answered = ws.bufferedAmount > 0
    ws.ping()
    tell()
  }, beat).unref()
  ws.on('pong', () => (answered = true))
  ws.once('close', () => clearInterval(beating))
}

/** Messages are heard whatever the container takes: who sends more than that is no page of ours. */
function reader(ws: WebSocket, terminal: Terminal, page: Viewer) {
  let waiting = 0
  return (data: RawData, isBinary: boolean) => {
    // What another page has taken over is typed there.
    if (!terminal.shows(page)) return
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)
    if (!isBinary) {
      heard(terminal, bytes.toString('utf8'))
      return
    }
    waiting += bytes.length
    if (waiting > most) {
      ws.close(1008)
      return
    }
    terminal.input(bytes, () => {
      waiting -= bytes.length
      const took = { type: 'took', typed: terminal.typed - waiting } as const
      if (ws.readyState === ws.OPEN) ws.send(JSON.stringify(took satisfies Down))
    })
  }
}
