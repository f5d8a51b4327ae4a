/* Over a WebSocket: bytes are input and output, texts are messages. */

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
    const late = setTimeout(() => wire.close(), patience)
    wire.addEventListener('open', () => {
      opened = true
      clearTimeout(late)
    })
    wire.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') {
        const message = JSON.parse(data)
        to[message.type]({ words: '', ...message })
      } else to.output(new Uint8Array(data))
    })
    wire.addEventListener('close', () => {
      clearTimeout(late)
      if (opened) to.broken()
      else to.refused()
    })
    this.#wire = wire
  }

  type(typed) {
    for (let next = typed.next(); next; next = typed.next()) this.#send(next.bytes)
  }

  say(message) {
    this.#send(JSON.stringify(message))
  }

  #send(data) {
    if (this.#wire.readyState === WebSocket.OPEN) this.#wire.send(data)
  }

  stop() {
    this.#wire.close()
  }
}
