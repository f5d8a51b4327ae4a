/* Keeps what a page shows in the dock. */
import { draw } from './frames.js'
import { ask, by, dock, mark, tabs } from './strip.js'

/* A shell takes its container with it, and its page goes on without it. @param start called for a dock that is new */
export async function keep(button, start) {
  const { dock: action, moves } = button.dataset
  const isShell = moves !== undefined
  const add = isShell ? withContainer(button) : button.value
  const answer = await ask(action, { add, here: String(tabs().length) })
  const text = await answer.text()
  if (!answer.ok) {
    /* What stands in front may answer in words of its own. */
    const ours = answer.headers.get('content-type')?.startsWith('application/json')
    throw new Error(ours ? JSON.parse(text).message : `Portlight answered ${answer.status}.`)
  }
  const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('dock')
  const tab = fresh.querySelector('[aria-selected="true"]')
  if (isShell)
    document.dispatchEvent(new CustomEvent('docked', { detail: tab.getAttribute('aria-controls') }))
  else merge(fresh, tab, start)
}

function withContainer({ form, value }) {
  return `${value}?container=${encodeURIComponent(form.elements.container.value)}`
}

/* What runs in it already is left alone. */
function merge(fresh, tab, start) {
  if (!dock()) {
    fresh.querySelector('script').remove()
    document.body.append(document.adoptNode(fresh))
    start()
  } else if (!by(tab.id)) {
    const pane = fresh.querySelector('.dock-pane.on')
    dock().querySelector('.dock-tabs').append(document.adoptNode(tab))
    dock().querySelector('.dock-panes').append(document.adoptNode(pane))
  }
  for (const each of tabs()) each.ariaSelected = String(each.id === tab.id)
  dock().setAttribute(mark(), '')
  draw()
}
