/* Which of the frames is seen: the others are as tabs in the background. */
import {
  by,
  dock,
  frameOf,
  idOf,
  isOpen,
  mark,
  narrow,
  paneOf,
  shown,
  tabs,
  tell,
} from './strip.js'

/* Its stream ends, and goes on when it is seen again. */
function veil({ contentDocument: page }, hidden) {
  if (!page || page.veiled === hidden) return
  page.veiled = hidden
  const look = { configurable: true, get: () => page.veiled || document.hidden }
  Object.defineProperty(page, 'hidden', look)
  page.dispatchEvent(new Event('visibilitychange'))
}

export function draw() {
  if (!dock()) return
  const open = isOpen()
  for (const tab of tabs()) {
    const on = tab === shown()
    tab.tabIndex = on ? 0 : -1
    paneOf(tab).classList.toggle('on', on)
    veil(frameOf(tab), !open || !on)
  }
  by('dock-fold').ariaExpanded = String(open)
  by('dock-page').href = addressOf(shown())
}

/* The page of what stands in it now. */
export function addressOf(tab) {
  const here = frameOf(tab).contentWindow?.location
  if (!here?.search) return tab.value
  const url = new URL(here.href)
  url.searchParams.delete('embed')
  return url.pathname + url.search
}

export function show(tab) {
  for (const each of tabs()) each.ariaSelected = String(each === tab)
  tell({ show: idOf(tab) })
  draw()
}

export function fold(open) {
  dock().toggleAttribute(mark(), open)
  if (!narrow.matches) tell({ open: open ? '1' : '0' })
  draw()
}

export function close(tab) {
  const all = tabs()
  const next = all[all.indexOf(tab) + 1] ?? all[all.indexOf(tab) - 1]
  const had = tab === shown()
  tell({ close: idOf(tab) })
  /* What runs in it has a moment to hear of it. */
  frameOf(tab).contentWindow?.dispatchEvent(new Event('undock'))
  leave(paneOf(tab))
  tab.remove()
  if (next) {
    if (had) show(next)
    next.focus()
    return
  }
  leave(dock())
  by('main')?.focus({ preventScroll: true })
}

function leave(element) {
  element.removeAttribute('id')
  element.hidden = true
  setTimeout(() => element.remove(), 1000)
}
