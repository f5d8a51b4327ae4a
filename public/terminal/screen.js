/* The terminal as one sees it: xterm with the page's colours and letters. */
import { FitAddon } from '@xterm/addon-fit'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import { theme } from './theme.js'

/* Letters, in pixels; kept for this browser. */
const sizes = { least: 8, usual: 13, most: 28, key: 'terminal letters' }

/* Whether what is written is read out: kept for this browser, too. */
const reader = 'terminal screen reader'

/* Nothing but the web, in a page of its own that knows nothing of this one. */
function follow(event, address) {
  if (/^https?:\/\//.test(address)) window.open(address, '_blank', 'noopener,noreferrer')
}

/* What xterm calls binary is one byte a letter. */
const bytesOf = (text) => Uint8Array.from(text, (each) => each.charCodeAt(0))

/* What a terminal says by itself when a program asks what it is, or where its cursor stands. */
// oxlint-disable-next-line no-control-regex
const answer = /^\u001B(?:\[[?>]?[\d;]*(?:[Rcnt]|\$y)|[P\]][^]*(?:\u0007|\u001B\\))$/

export class Screen {
  #into
  #fit = new FitAddon()
  #term = new Terminal({
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: Number(localStorage.getItem(sizes.key)) || sizes.usual,
    scrollback: 10_000,
    screenReaderMode: localStorage.getItem(reader) === 'on',
    minimumContrastRatio: 4.5,
    theme: theme(),
    /* Where a link leads is not what it says. */
    linkHandler: {
      activate: follow,
      hover: (_, address) => (this.#into.title = address),
      leave: () => this.#into.removeAttribute('title'),
    },
  })
  #found = null
  #opened = false
  /* Pieces that are shown again: what they ask was answered when they were new. */
  #again = 0

  constructor(into, { typed, sized }) {
    this.#into = into
    this.#term.loadAddon(this.#fit)
    this.#term.loadAddon(new WebLinksAddon(follow))
    this.#term.onData((text) => {
      if (this.#again === 0 || !answer.test(text)) typed(text)
    })
    this.#term.attachCustomKeyEventHandler((event) => !this.#copied(event))
    this.#term.onBinary((text) => typed(bytesOf(text)))
    this.#term.onResize(({ cols, rows }) => sized({ cols, rows }))
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#term.options.theme = theme()
    })
    new ResizeObserver(() => this.#measure()).observe(into)
  }

  /* `quiet`: the hand is elsewhere. */
  start(quiet) {
    if (!this.#opened) this.#term.open(this.#into)
    this.#opened = true
    this.#term.reset()
    this.#measure()
    if (!quiet) this.#term.focus()
  }

  size() {
    const { cols, rows } = this.#term
    return { cols, rows }
  }

  write(bytes, done, again) {
    this.#again += again ? 1 : 0
    this.#term.write(bytes, () => {
      this.#again -= again ? 1 : 0
      done()
    })
  }

  /* Without a terminal at the other end lines end as they were written. */
  plain(is) {
    this.#term.options.convertEol = is
  }

  note(text) {
    this.#term.write(`\r\n\u001B[2m… ${text} …\u001B[0m\r\n`)
  }

  larger(by) {
    const size = Math.min(sizes.most, Math.max(sizes.least, this.#term.options.fontSize + by))
    this.#term.options.fontSize = size
    localStorage.setItem(sizes.key, String(size))
    this.#measure()
  }

  get isRead() {
    return this.#term.options.screenReaderMode
  }

  set isRead(on) {
    this.#term.options.screenReaderMode = on
    localStorage.setItem(reader, on ? 'on' : 'off')
  }

  /* Whether it is there. */
  async find(text, back) {
    if (!this.#found) {
      const { SearchAddon } = await import(this.#into.dataset.find)
      this.#found = new SearchAddon()
      this.#term.loadAddon(this.#found)
    }
    return back ? this.#found.findPrevious(text) : this.#found.findNext(text)
  }

  /* As terminals have it: Ctrl-C alone is for what runs. */
  #copied(event) {
    const { type, code, ctrlKey, shiftKey, altKey, metaKey } = event
    if (type !== 'keydown' || code !== 'KeyC' || !ctrlKey || !shiftKey || altKey || metaKey)
      return false
    event.preventDefault()
    const text = this.#term.getSelection()
    if (text !== '')
      void window
        .copyText(text)
        .catch(() => {})
        .then(() => this.#term.focus())
    return true
  }

  #measure() {
    if (this.#opened && this.#into.clientHeight > 0) this.#fit.fit()
  }
}
