/* The page of a shell: opens it when asked, shows it, comes back to it after a cut or a new load. */
import { Carry } from './carry.js'
import { Screen } from './screen.js'

const [form, said, open, close, reader, tools, dock, into] = [
  'term-do',
  'term-said',
  'term-open',
  'term-close',
  'term-reader',
  'term-tools',
  'term-dock',
  'term',
].map((id) => document.getElementById(id))
/* In the dock of another page. */
const framed = document.body.className === 'framed'
/* Of this tab alone: a link that is sent on opens nothing. */
const place = `terminal ${framed ? window.name : location.pathname}`

let link = null
const screen = new Screen(into, {
  typed(data) {
    if (link) link.input(data)
    else if (data === '\r') begin()
  },
  sized: (size) => link?.say(size),
})

function say(text, next = '', tone = 'idle', words = '') {
  const [mark, first, second, third] = said.children
  said.dataset.on = ''
  mark.dataset.tone = tone
  first.textContent = text
  second.textContent = next
  third.textContent = words
}

function showing(running) {
  close.hidden = !running
  open.hidden = running
  tools.hidden = false
  if (dock) dock.hidden = !running
  for (const each of form.querySelectorAll('[name="container"], [name="command"]'))
    each.disabled = running
}

async function ticket(asked, fields) {
  const body = new FormData()
  for (const [name, value] of [...asked, ...Object.entries({ ...fields, ...screen.size() })])
    body.set(name, value)
  const answer = await fetch(form.action, {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
  })
  const read = await answer.json().catch(() => ({}))
  if (answer.ok) return read
  const error = new Error(read.message ?? `Portlight answered ${answer.status}.`)
  throw Object.assign(error, { status: answer.status })
}

const lines = 'It has no terminal: Enter sends a line, Ctrl-D ends its input.'
const deaf = 'It was started without an input (stdin): what you type goes nowhere.'
/* Who has no keys needs none. */
const out = framed || matchMedia('(hover: none)').matches ? '' : 'Ctrl-` leads out of it.'

const page = {
  began({ id, container, tty, reads }, how) {
    screen.plain(!tty)
    form.elements.container.value = container
    sessionStorage.setItem(place, id)
    /* It may have changed while it was opened. */
    link.say(screen.size())
    say('Open', [how, reads ? (tty ? out : lines) : deaf].filter(Boolean).join('. '), 'ok')
  },
  output: (bytes, done, again) => screen.write(bytes, done, again),
  lost: (bytes) => screen.note(`${bytes} bytes of output are lost`),
  waiting: (words) => say('The connection broke.', words, 'warn'),
  silent: (text, next) => say(text, next, 'warn'),
  answers: (how) => say('Open', how, 'ok'),
  warned: (text) => say(text, 'Type anything to keep it.', 'warn'),
  ended({ text, next, tone, words, debug }) {
    const way = document.getElementById('term-debug')
    if (way) way.hidden = !debug
    link = null
    sessionStorage.removeItem(place)
    showing(false)
    say(text, next, tone, words)
  },
}

function begin(terminal = '', quiet = false) {
  if (link) return
  /* Before they are disabled: those are not sent. */
  const asked = [...new FormData(form)]
  showing(true)
  screen.start(quiet)
  say('Opening…', '', 'busy')
  link = new Carry((fields) => ticket(asked, fields), terminal, page)
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  begin()
})
close.addEventListener('click', () => link?.close())
reader.hidden = false
reader.control.checked = screen.isRead
reader.addEventListener('change', ({ target }) => (screen.isRead = target.checked))
tools.addEventListener('click', ({ target }) => {
  if (target.dataset.size) screen.larger(Number(target.dataset.size))
})
async function find(box, back) {
  box.ariaInvalid = String(!(await screen.find(box.value, back)))
}
tools.addEventListener('keydown', (event) => {
  if (event.target.type !== 'search' || event.key !== 'Enter') return
  event.preventDefault()
  void find(event.target, event.shiftKey)
})
tools.addEventListener('input', ({ target }) => (target.ariaInvalid = 'false'))
/* Out of it: all other keys are for what runs. Where there is a dock, its own key is this one. */
into.addEventListener(
  'keydown',
  (event) => {
    const { ctrlKey, altKey, metaKey, code } = event
    if (code !== 'Backquote' || !ctrlKey || altKey || metaKey) return
    if (framed || document.getElementById('dock')) return
    event.preventDefault()
    event.stopPropagation()
    ;(close.hidden ? open : close).focus()
  },
  true,
)
/* The dock takes it over: its frame goes on with the same process below the page that follows. */
document.addEventListener('docked', ({ detail }) => {
  sessionStorage.setItem(`terminal ${detail}`, sessionStorage.getItem(place) ?? '')
  sessionStorage.removeItem(place)
  /* The hand goes with it. */
  sessionStorage.setItem('docked', detail)
  location.assign(form.dataset.object)
})
/* And closes it for good. */
addEventListener('undock', () => {
  link?.close()
  sessionStorage.removeItem(place)
})
/* This document has a policy of its own: what follows it is loaded whole. */
addEventListener(
  'click',
  (event) => event.target.closest?.('a[href]:not(#dock a)') && event.stopPropagation(),
  true,
)

const before = sessionStorage.getItem(place)
if (before) begin(before, framed)
