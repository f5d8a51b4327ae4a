/* The dock's parts as they stand in the page, and what the server is told of them. */

export const narrow = matchMedia('(width <= 720px)')

export const by = (id) => document.getElementById(id)
export const dock = () => by('dock')
export const tabs = () => [...(dock()?.querySelectorAll('[role="tab"]') ?? [])]
export const shown = () => tabs().find((tab) => tab.ariaSelected === 'true')
export const idOf = (tab) => tab.id.split('-')[1]
export const paneOf = (tab) => by(`dock-${idOf(tab)}`)
export const frameOf = (tab) => paneOf(tab).firstElementChild

/* On a phone it is opened for the moment, elsewhere until it is folded. */
export const mark = () => (narrow.matches ? 'data-up' : 'data-open')
export const isOpen = () => dock().hasAttribute(mark())

/* One after the other: each answer brings the cookie that the next one is about. */
let last = Promise.resolve()
export function ask(action, fields) {
  const how = {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { accept: 'application/json' },
    keepalive: true,
  }
  const answer = last.then(() => fetch(action, how))
  last = answer.catch(() => {})
  return answer
}
export function tell(fields) {
  ask(dock().dataset.action, fields).catch(() => {})
}
