/* The terminal as one sees it: xterm with the page's colours and letters. */
import { FitAddon } from '@xterm/addon-fit'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import { theme } from './theme.js'

/* Letters, in pixels; kept for this browser. */
const sizes = { least: 8, usual: 13, most: 28, key: 'terminal letters' }

/* Nothing but the web, in a page of its own that knows nothing of this one. */
function follow(event, address) {
  if (/^https?:\/\//.test(address)) window.open(address, '_blank', 'noopener,noreferrer')
}

/* What xterm calls binary is one byte a letter. */
const bytesOf = (text) => Uint8Array.from(text, (each) => each.charCodeAt(0))

export class Screen {
  #into
  #fit = new FitAddon()
  #term = new Terminal({
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: Number(localStorage.getItem(sizes.key)) || sizes.usual,
    scrollback: 10_000,
    minimumContrastRatio: 4.5,
    theme: theme(),
    linkHandler: { activate: follow },
    macOptionIsMeta: true,
  })
  #found = null
  #opened = false

  constructor(into, { typed, sized }) {
    this.#into = into
    this.#term.loadAddon(this.#fit)
    this.#term.loadAddon(new WebLinksAddon(follow))
    this.#term.onData(typed)
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

  write(bytes, done) {
    this.#term.write(bytes, done)
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

  async find(text, back) {
    if (!this.#found) {
      const { SearchAddon } = await import(this.#into.dataset.find)
      this.#found = new SearchAddon()
      this.#term.loadAddon(this.#found)
    }
    if (back) this.#found.findPrevious(text)
    else this.#found.findNext(text)
  }

  #measure() {
    if (this.#opened && this.#into.clientHeight > 0) this.#fit.fit()
  }
}
