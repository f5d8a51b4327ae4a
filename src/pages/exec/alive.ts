/** Whether a page is still there, over a WebSocket: signs of life to it, and pings that it answers. */
import type { WebSocket } from 'ws'

/** Milliseconds between two signs of life: a page that hears none of three comes back by a new connection. */
const usual = 8000

/** A page that answers no ping is gone, though its connection is not: it is cut. @param tell a sign of life that scripts see */
export function alive(ws: WebSocket, tell: () => void, beat = usual): void {
  let answered = true
  const beating = setInterval(() => {
    if (!answered) {
      ws.terminate()
      return
    }
    // What it has not read yet stands before the ping; and nothing is heard while nothing is read.
    answered = ws.bufferedAmount > 0 || ws.isPaused
    ws.ping()
    tell()
  }, beat).unref()
  ws.on('pong', () => (answered = true))
  ws.once('close', () => clearInterval(beating))
}
