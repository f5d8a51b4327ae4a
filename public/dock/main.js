/* The dock: frames below the pages, which stay while pages come and go. */
import { drag, height } from './edge.js'
import { addressOf, close, draw, fold, show } from './frames.js'
import { keep } from './keep.js'
import { enter, pressed, pressedWithin } from './keys.js'
import { ask, by, dock, frameOf, idOf, isOpen, narrow, shown, tabs, tell } from './strip.js'

/* Once for each page that a frame shows. */
function loaded(frame) {
  const { contentWindow: within, contentDocument: page, name } = frame
  if (!page || within.location.href === 'about:blank' || within.docked) return
  within.docked = true
  within.addEventListener('keydown', pressedWithin, true)
  page.addEventListener('htmx:after:history:replace', () => {
    const tab = by(`${name}-tab`)
    tell({ at: idOf(tab), address: addressOf(tab) })
    draw()
  })
  draw()
  if (sessionStorage.getItem('docked') !== name) return
  sessionStorage.removeItem('docked')
  if (isOpen()) enter()
}

function start() {
  if (!dock()) return
  height(Number(by('dock-edge').ariaValueNow))
  for (const frame of tabs().map(frameOf))
    if (frame.contentDocument?.readyState === 'complete') loaded(frame)
  draw()
}

/* Out of the dock: a shell goes on there. With a key held, as any link. */
function asPage(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const { href, pathname } = by('dock-page')
  const tab = shown()
  const own = `terminal ${frameOf(tab).name}`
  const terminal = sessionStorage.getItem(own)
  if (terminal) sessionStorage.setItem(`terminal ${pathname}`, terminal)
  sessionStorage.removeItem(own)
  const go = () => location.assign(href)
  ask(dock().dataset.action, { close: idOf(tab) }).then(go, go)
}

function clickedTab(tab) {
  if (tab !== shown()) show(tab)
  if (!isOpen()) fold(true)
}

function clicked(event) {
  const { target } = event
  const button = target.closest?.('[data-dock], .dock-b, .dock-tab')
  if (!button) return
  if (button.dataset.dock) keep(button, start).catch(({ message }) => window.did(message, true))
  else if (button.id === 'dock-fold') fold(!isOpen())
  else if (button.id === 'dock-close') close(shown())
  else if (button.id === 'dock-page') asPage(event)
  else if (target.closest('.dock-x')) close(button)
  else if (button.role === 'tab') clickedTab(button)
}

/* With the wheel, as tabs of browsers are. */
function pressedWheel({ target, button }) {
  const tab = target.closest?.('.dock-tab')
  if (tab && button === 1) close(tab)
}

/* Back and forward bring the page alone: with all of its body the frames would go. */
function restore(event) {
  if (!dock()) return
  event.preventDefault()
  window.htmx.ajax('GET', event.detail.path, {
    target: '#main',
    swap: 'outerHTML show:window:top',
    headers: { 'HX-Target': 'main#main' },
  })
}

function seen() {
  for (const frame of tabs().map(frameOf))
    frame.contentDocument?.dispatchEvent(new Event('visibilitychange'))
}

/* Pages that have something to keep bring this script each time that they are shown. */
if (!window.docks) {
  window.docks = true
  document.addEventListener('click', clicked)
  document.addEventListener('auxclick', pressedWheel)
  document.addEventListener('keydown', pressed)
  document.addEventListener('pointerdown', (event) => {
    if (event.target.id === 'dock-edge') drag(event)
  })
  /* Of frames, too; it does not bubble. */
  document.addEventListener(
    'load',
    ({ target }) => target.matches?.('#dock iframe') && loaded(target),
    true,
  )
  document.addEventListener('visibilitychange', seen)
  document.addEventListener('htmx:before:history:restore', restore)
  narrow.addEventListener('change', draw)
  start()
}
