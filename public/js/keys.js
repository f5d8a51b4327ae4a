/* The keys of a list, of what was found and of what is wrong: j and k or the arrows from row to row and within one, x selects it, shift-x all from the last one,
   l, s, y and e open its logs, a shell, its YAML and its events; the full stop brings rows up to date. */
;(() => {
  const items = '#rows > tr, .found li, :is(#troubles, #warnings, #changes) li'
  function all() {
    return [...document.querySelectorAll(items)].filter((each) => each.checkVisibility())
  }
  const steps = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }
  const sides = { ArrowLeft: -1, ArrowRight: 1 }
  const parts = { l: 'logs', s: 'exec', y: 'yaml' }
  function go(row, step, boxes) {
    const rows = all()
    const next = row ? rows[rows.indexOf(row) + step] : rows.at(step > 0 ? 0 : -1)
    const stops = boxes ? ['.x input'] : ['.t-name a', 'td:not(.x) a', 'li > * a']
    const stop = stops.map((each) => next?.querySelector(each)).find(Boolean)
    stop?.focus()
  }
  /* What waits while the hand is in the table (hold.js). */
  function bring() {
    const button = document.getElementById('wait')
    return button && (() => button.click())
  }
  /* What a key does in a row; none: it is not ours. */
  function act(row, { key, target, shiftKey }) {
    const stops = [...row.querySelectorAll('a, input')]
    const part = row.querySelector(`.at a[href$="/${parts[key]}"]`)
    if (sides[key]) return () => stops[stops.indexOf(target) + sides[key]]?.focus()
    if (part) return () => part.click()
    const name = row.querySelector('.t-name a')
    if (key === 'e' && name) return () => location.assign(`${name.href}/events`)
    const box = row.querySelector('.x input')
    if (key.toLowerCase() !== 'x' || !box) return null
    const click = new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey })
    return () => box.dispatchEvent(click)
  }
  function elsewhere({ target, ctrlKey, metaKey, altKey, defaultPrevented }) {
    const typing = target.closest?.('input:not([type="checkbox"]), textarea, select, dialog')
    return typing || defaultPrevented || ctrlKey || metaKey || altKey
  }
  function pressed(event) {
    if (elsewhere(event)) return
    const { key, target } = event
    const row = target.closest?.(items)
    const step = row || key.length === 1 ? steps[key] : 0
    const ours =
      key === '.'
        ? bring()
        : step && all().length > 0
          ? () => go(row, step, target.type === 'checkbox')
          : row && act(row, event)
    if (!ours) return
    event.preventDefault()
    ours()
  }
  document.addEventListener('keydown', pressed)
})()
