/* Over plain requests: events come down on one that stays open, input goes up on others, one at a time and in order. */

const words = 'over plain requests: a proxy on the way passes no WebSockets'

const bytesOf = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0))

/* Calls back with each whole event of what comes in pieces. */
function events(heard) {
  let rest = ''
  return (text) => {
    const parts = (rest + text).split('\n\n')
    rest = parts.pop()
    for (const part of parts) heard(part)
  }
}

function fieldsOf(event) {
  const lines = event.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? [])
  return Object.fromEntries(lines.map(([, name, value]) => [name, value]))
}

export class OverHttp {
  #to
  #stop = new AbortController()
  /* Where input goes; empty before it began. */
  #up = ''
  #number = 0
  #waiting = []
  #busy = false

  constructor({ ticket, stream }, to) {
    this.#to = to
    void this.#follow(stream, ticket)
  }

  input(bytes) {
    this.#push(bytes, 'application/octet-stream')
  }

  say(message) {
    this.#push(JSON.stringify(message), 'application/json')
  }

  stop() {
    this.#stop.abort()
  }

  #send(url, body, type) {
    const { signal } = this.#stop
    return fetch(url, { method: 'POST', body, headers: { 'content-type': type }, signal })
  }

  async #follow(stream, ticket) {
    try {
      const answer = await this.#send(stream, ticket, 'text/plain')
      if (!answer.ok) throw new Error(String(answer.status))
      const add = events((text) => this.#heard(fieldsOf(text)))
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      for (let read = await reader.read(); !read.done; read = await reader.read()) add(read.value)
    } catch {
      // Whatever broke it: it is over.
    }
    if (this.#stop.signal.aborted) return
    if (this.#up === '') this.#to.refused()
    else this.#to.broken()
  }

  #heard({ event, data }) {
    if (event === 'output') this.#to.output(bytesOf(data))
    if (event !== 'said') return
    const message = JSON.parse(data)
    if (message.type === 'begins') this.#up = message.up
    this.#to[message.type]({ words, ...message })
  }

  #push(body, type) {
    const last = this.#waiting.at(-1)
    if (last?.type === type && typeof body !== 'string') last.body = new Blob([last.body, body])
    else this.#waiting.push({ body, type })
    void this.#flush()
  }

  async #flush() {
    if (this.#busy || this.#up === '') return
    this.#busy = true
    while (this.#waiting.length > 0 && !this.#stop.signal.aborted) {
      const { body, type } = this.#waiting.shift()
      this.#number += 1
      const sent = this.#send(`${this.#up}?number=${this.#number}`, body, type)
      const answer = await sent.catch(() => null)
      if (answer?.ok !== true) this.#waiting.length = 0
    }
    this.#busy = false
  }
}
