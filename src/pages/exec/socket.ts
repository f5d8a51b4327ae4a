/** A terminal over a WebSocket: bytes are input and output, texts are messages. */
import { upgradeWebSocket } from '@hono/node-server'
import { Hono } from 'hono'
import type { RawData, WebSocket } from 'ws'
import { Refused } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { ownPage } from '../../http/guard.ts'
import { newest } from '../../newest.ts'
import type { Terminal, Viewer } from '../../terminals.ts'
import { paths } from '../../urls.ts'
import { refusedSaid } from '../../views/exec-words.ts'
import { alive } from './alive.ts'
import { Backlog } from './backlog.ts'
import { attached, redeemed } from './begin.ts'
import { type Down, heard, viewer } from './messages.ts'

/** Behind it in the list of protocols stands the ticket. */
const protocol = 'portlight.terminal'

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
  upgradeWebSocket(async (c) => {
    const [name, ticket = ''] = (c.req.header('sec-websocket-protocol') ?? '').split(/, */)
    const wish = await redeemed(c, name === protocol ? ticket : '')
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
  const backlog = new Backlog()
  const to = viewer({
    backlog: () => backlog.bytes,
    output: (bytes) => ws.send(bytes, { binary: true }, backlog.add(bytes.length)),
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

/** Messages are heard whatever the container takes: who sends more than that is no page of ours. */
function reader(ws: WebSocket, terminal: Terminal, page: Viewer) {
  // One that types and reads nothing piles up nothing.
  const took = newest((typed: number, sent) =>
    ws.send(JSON.stringify({ type: 'took', typed } satisfies Down), sent),
  )
  return (data: RawData, isBinary: boolean) => {
    // What another page has taken over is typed there.
    if (!terminal.shows(page)) return
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)
    if (!isBinary) {
      heard(terminal, bytes.toString('utf8'))
      return
    }
    if (!terminal.hasRoom(bytes.length)) {
      ws.close(1008)
      return
    }
    terminal.input(bytes, () => took(terminal.taken))
  }
}
