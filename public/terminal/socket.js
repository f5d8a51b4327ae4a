/* Over a WebSocket: bytes are input and output, texts are messages. */
import { Alive } from './alive.js'

/* Milliseconds: a proxy that swallows the handshake says nothing at all. */
const patience = 5000

export class OverSocket {
  #wire

  constructor({ ticket, socket }, to) {
    const url = new URL(socket, location.href)
    url.protocol = url.protocol.replace('http', 'ws')
    const wire = new WebSocket(url, ['portlight.terminal', ticket])
    wire.binaryType = 'arraybuffer'
    let opened = false
    let over = false
    /* The close of a dead line may take a minute. */
    const end = () => {
      if (over) return
      over = true
      clearTimeout(late)
      alive.stop()
      wire.close()
      if (opened) to.broken()
      else to.refused()
    }
    const late = setTimeout(end, patience)
    const alive = new Alive(end)
    wire.addEventListener('open', () => {
      opened = true
      clearTimeout(late)
    })
    wire.addEventListener('message', ({ data }) => {
      if (over) return
      alive.heard()
      if (typeof data === 'string') {
        const message = JSON.parse(data)
        to[message.type]({ words: '', ...message })
      } else to.output(new Uint8Array(data))
    })
    wire.addEventListener('close', end)
    this.#wire = wire
  }

  type(typed) {
    for (let next = typed.next(); next; next = typed.next()) this.#send(next.bytes)
  }

  say(message) {
    return this.#send(JSON.stringify(message))
  }

  #send(data) {
    const open = this.#wire.readyState === WebSocket.OPEN
    if (open) this.#wire.send(data)
    return open
  }

  stop() {
    this.#wire.close()
  }
}
