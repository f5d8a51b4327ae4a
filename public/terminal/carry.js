/* Carries a terminal: over a WebSocket, where none passes over plain requests; after a cut it goes on where it was. */
import { OverHttp } from './http.js'
import { OverSocket } from './socket.js'
import { Typed } from './typed.js'

/* Seconds that the process waits for its page. */
const patience = 60
/* Bytes that may be shown before the other side hears of it. */
const share = 32 * 1024
const encoder = new TextEncoder()
const anew = 'Press Enter to open a new one.'
const orphan = 'The line is cut: what runs in the container is asked to end within a minute.'

export class Carry {
  #ticket
  #page
  #id
  /* How much of its output came, was shown, and was said to be shown. */
  #came = null
  #shown = 0
  #told = 0
  /* Up to here another screen has answered what was asked of a terminal. */
  #answered = 0
  #wire = null
  #way = OverSocket
  #over = false
  #cut = 0
  #typed = new Typed()

  /* `terminal`: one that waits for its page; empty: a new one. */
  constructor(ticket, terminal, page) {
    this.#ticket = ticket
    this.#page = page
    this.#id = terminal
    const telling = setInterval(() => {
      if (this.#over) clearInterval(telling)
      else if (this.#shown > this.#told) this.#tell()
    }, 200)
    void this.#connect()
  }

  input(data) {
    const bytes = typeof data === 'string' ? encoder.encode(data) : data
    this.#typed.add(bytes)
    this.#flush()
  }

  /* Whether it is on its way. */
  say(message) {
    return this.#wire?.say(message) === true
  }

  close() {
    if (this.#came === null) this.#end({ text: 'Closed.', next: anew, tone: 'idle' })
    else if (!this.say({ close: true }))
      this.#end({ text: 'Closed here.', next: orphan, tone: 'idle' })
  }

  /* What the other side says, by its names there. */
  begins({ id, container, tty, reads, typed, at, lost, seen, words }) {
    if (this.#came === null) this.#answered = seen
    else if (lost > 0) this.#page.lost(lost)
    this.#id = id
    this.#came = at
    this.#shown = at
    this.#told = at
    this.#cut = 0
    this.#typed.again(typed)
    this.#page.began({ id, container, tty, reads }, words)
    this.#flush()
  }

  output(bytes) {
    const again = Math.max(0, Math.min(bytes.length, this.#answered - this.#came))
    if (again > 0) this.#show(bytes.subarray(0, again), true)
    if (again < bytes.length) this.#show(bytes.subarray(again), false)
  }

  #show(bytes, again) {
    this.#came += bytes.length
    const upTo = this.#came
    const shown = () => {
      this.#shown = upTo
      if (this.#shown - this.#told > share) this.#tell()
    }
    this.#page.output(bytes, shown, again)
  }

  took({ typed }) {
    this.#typed.took(typed)
    this.#flush()
  }

  warned({ text }) {
    this.#page.warned(text)
  }

  beat() {}

  /* The other side knows of no credential that lasts: a request brings the newest of a proxy in front. */
  prove() {
    void this.#ticket({ terminal: this.#id }).catch(() => {})
  }

  silent({ text, next }) {
    this.#page.silent(text, next)
  }

  answers({ words }) {
    this.#page.answers(words)
  }

  taken() {
    this.#end({ text: 'Another page shows it now.', next: '', tone: 'idle' })
  }

  ended(how) {
    this.#end(how)
  }

  /* It never came to be, though a ticket did: perhaps a proxy passes one way only, and another one since the cut. */
  refused() {
    if (this.#over) return
    const first = this.#way === OverSocket
    this.#way = first ? OverHttp : OverSocket
    if (first && this.#cut === 0) void this.#connect()
    else this.#again()
  }

  /* It will not be: in the words of who refused it. */
  denied(text) {
    if (!this.#over) this.#end({ text, next: anew, tone: 'bad' })
  }

  broken() {
    if (!this.#over) this.#again()
  }

  #flush() {
    if (this.#came === null) return
    this.#wire?.type(this.#typed)
  }

  #tell() {
    this.#told = this.#shown
    this.say({ shown: this.#shown })
  }

  #end(how) {
    this.#over = true
    this.#wire?.stop()
    this.#page.ended(how)
  }

  #again() {
    this.#wire?.stop()
    this.#wire = null
    this.#cut ||= performance.now()
    const gone = (performance.now() - this.#cut) / 1000
    if (gone > patience || this.#id === '') {
      this.#end({ text: 'It could not be reached.', next: anew, tone: 'bad' })
      return
    }
    const left = Math.max(0, Math.round(patience - gone))
    this.#page.waiting(`It is kept for ${left} s more; trying again…`)
    setTimeout(() => void this.#connect(), Math.min(4000, 300 + gone * 300))
  }

  async #connect() {
    if (this.#over) return
    this.#wire = null
    const from = this.#came === null ? {} : { from: this.#came }
    try {
      const given = await this.#ticket(this.#id === '' ? {} : { terminal: this.#id, ...from })
      if (!this.#over) this.#wire = new this.#way(given, this)
    } catch (error) {
      if (error.status === undefined || error.status >= 500) this.#again()
      else this.denied(error.message)
    }
  }
}
