/* Keys of the dock: into it and out again, from tab to tab, its height. What is typed in a frame stays there. */
import { higher } from './edge.js'
import { close, fold, show } from './frames.js'
import { by, dock, frameOf, isOpen, shown, tabs } from './strip.js'

let from = null

export function enter() {
  from = document.activeElement
  if (!isOpen()) fold(true)
  const frame = frameOf(shown())
  frame.focus()
  const first = '.xterm-helper-textarea, #term-open:not([hidden]), #log'
  frame.contentDocument?.querySelector(first)?.focus()
}

/* To where one was. */
function leave() {
  const back = from?.isConnected && !from.closest('#dock') ? from : by('main')
  window.focus()
  document.activeElement?.blur()
  back?.focus({ preventScroll: true })
}

/* Whatever stands left of the digit 1. */
function isOurs({ key, code, ctrlKey, altKey, metaKey }) {
  return ctrlKey && !altKey && !metaKey && (key === '`' || code === 'Backquote')
}

function alongTabs(tab, key) {
  const all = tabs()
  const at = all.indexOf(tab)
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[key]
  if (next !== undefined) {
    const there = all.at(next % all.length)
    show(there)
    there.focus()
  } else if (key === 'Delete') close(tab)
  else return false
  return true
}

function act(event) {
  const { key, target } = event
  if (isOurs(event)) {
    if (target.closest?.('#dock')) leave()
    else enter()
    return true
  }
  const tab = target.closest?.('.dock-tab')
  if (tab) return alongTabs(tab, key)
  return target.id === 'dock-edge' && higher(key)
}

export function pressed(event) {
  if (dock() && !event.defaultPrevented && act(event)) event.preventDefault()
}

/* Within a frame there is one key that is not its own. */
export function pressedWithin(event) {
  if (!isOurs(event)) return
  event.preventDefault()
  event.stopPropagation()
  leave()
}
