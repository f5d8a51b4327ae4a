/** Whether the other end of a channel still answers: pings that say how much was written before them. */
import type { WebSocket } from 'ws'

/**
 * `sure`: nothing was written since it last answered, so that nothing else can stand in the way of its answer.
 * `perhaps`: a process that reads nothing holds back what is written, and each ping behind it.
 * null: it answers.
 */
export type Silence = 'sure' | 'perhaps' | null

/** Milliseconds between two pings: proxies cut what is silent for a minute. */
const usual = 5000
/** Pings without an answer until it is told. */
const most = 2

/** @param written bytes so far @param silent called at each ping while nothing comes; once with null when something does */
export function pulse(
  socket: WebSocket,
  written: () => number,
  silent: (how: Silence) => void,
  beat = usual,
): void {
  let missed = 0
  let answered = 0
  let sure = false
  const alive = () => {
    if (missed > most) silent(null)
    missed = 0
    sure = false
  }
  const turn = () => {
    // Who reads nothing hears no answer either.
    if (socket.isPaused) missed = 0
    if (missed >= most) {
      sure ||= answered === written()
      silent(sure ? 'sure' : 'perhaps')
    }
    missed += 1
    socket.ping(String(written()))
  }
  socket.on('message', alive)
  socket.on('pong', (data) => {
    answered = Number(data.toString())
    alive()
  })
  const turning = setInterval(turn, beat).unref()
  socket.once('close', () => clearInterval(turning))
}
