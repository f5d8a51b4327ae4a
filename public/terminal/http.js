/* Over plain requests: events come down on one that stays open, input goes up on others, one at a time and in order. */
import { Alive } from './alive.js'

/* Milliseconds before a request that failed is sent again. */
const pause = 500

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

/* Asked again it would say the same; of too much (429) some will have been taken by then. */
function isNo({ status }) {
  return status >= 400 && status < 500 && status !== 429
}

async function wordsOf(answer) {
  const { message } = await answer.json().catch(() => ({}))
  return message ?? `Portlight answered ${answer.status}.`
}

export class OverHttp {
  #to
  #stop = new AbortController()
  /* Where input goes; empty before it began. */
  #up = ''
  #busy = false

  constructor({ ticket, stream }, to) {
    this.#to = to
    void this.#follow(stream, ticket)
  }

  type(typed) {
    if (!this.#busy && this.#up !== '') void this.#flush(typed)
  }

  /* Apart from what is typed, which may wait for the container. */
  say(message) {
    if (this.#up === '') return false
    void this.#send(this.#up, JSON.stringify(message), 'application/json').catch(() => {})
    return true
  }

  stop() {
    this.#stop.abort()
  }

  #send(url, body, type, ...ends) {
    const signal = AbortSignal.any([this.#stop.signal, ...ends])
    const headers = { 'content-type': type, accept: 'application/json' }
    return fetch(url, { method: 'POST', body, headers, signal })
  }

  async #follow(stream, ticket) {
    const dead = new AbortController()
    const alive = new Alive(() => dead.abort())
    try {
      const answer = await this.#send(stream, ticket, 'text/plain', dead.signal)
      if (isNo(answer)) this.#to.denied(await wordsOf(answer))
      else if (answer.ok) await this.#read(answer.body, alive)
    } catch {
      // Whatever broke it: it is over.
    }
    alive.stop()
    if (this.#stop.signal.aborted) return
    if (this.#up === '') this.#to.refused()
    else this.#to.broken()
  }

  async #read(body, alive) {
    const add = events((text) => this.#heard(fieldsOf(text)))
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      alive.heard()
      add(read.value)
    }
  }

  #heard({ event, data }) {
    if (event === 'output') this.#to.output(bytesOf(data))
    if (event !== 'said') return
    const message = JSON.parse(data)
    if (message.type === 'begins') this.#up = message.up
    this.#to[message.type]({ words, ...message })
  }

  async #flush(typed) {
    this.#busy = true
    for (let next = typed.next(1); next; next = typed.next(1)) {
      if (!(await this.#arrives(next))) return
      typed.took(next.from + next.bytes.length)
    }
    this.#busy = false
  }

  /* Until it does: the other side knows how much of it has come. False: nothing more will. */
  async #arrives({ from, bytes }) {
    while (!this.#stop.signal.aborted) {
      const sent = this.#send(`${this.#up}?from=${from}`, bytes, 'application/octet-stream')
      const answer = await sent.catch(() => null)
      if (answer?.status === 204) return true
      if (answer && isNo(answer)) {
        this.#to.denied(await wordsOf(answer))
        return false
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
    return false
  }
}
