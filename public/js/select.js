/* Selected rows of one list, by uid: over changes, sorts and pages, until another list is shown. “All that match” is
   the address itself, not the rows, and over with another filter. Who comes back from where many are looked over
   finds them as they were. */
;(() => {
  /* Id of a row → its key; `gone` counts those that were selected and are no longer there. */
  const selected = { keys: new Map(), all: false, gone: 0, clear, wholly, query }
  window.selected = selected
  const { keys } = selected
  let list = ''
  let last = ''
  let wanted = ''
  /* What of the address says which rows are meant. */
  function query() {
    const params = new URLSearchParams(location.search)
    for (const name of ['page', 'size', 'sort', 'cols']) params.delete(name)
    return params
  }
  function has({ id }) {
    return selected.all || keys.has(id)
  }
  function clear() {
    keys.clear()
    selected.all = false
    selected.gone = 0
    show()
  }
  function wholly() {
    selected.all = true
    wanted = String(query())
    show()
  }
  /* Of this tab, once; a browser may keep nothing, or what is another’s. */
  function kept(next) {
    try {
      const was = sessionStorage.getItem('pl_rows')
      if (next) sessionStorage.setItem('pl_rows', JSON.stringify(next))
      else sessionStorage.removeItem('pl_rows')
      const read = next ? null : JSON.parse(was)
      return Array.isArray(read?.chosen) ? read : null
    } catch {
      return null
    }
  }
  function leave({ target }) {
    if (!target.closest?.('#bulk')) return
    const { all, gone } = selected
    kept({ list, asked: String(query()), all, gone, chosen: [...keys] })
  }
  /* What is not on a page that shows all of them is gone. */
  function come(rows) {
    const was = kept()
    if (was?.list !== list) return
    const same = was.asked === String(query())
    const total = document.querySelector('table[data-resource]').dataset.total
    const whole = same && total !== undefined && rows.length >= Number(total)
    selected.all = was.all && same
    wanted = was.asked
    selected.gone = was.gone
    for (const [id, key] of was.chosen) {
      if (!whole || document.getElementById(id)) keys.set(id, key)
      else selected.gone += 1
    }
  }
  function box(row) {
    return row.querySelector('.x input')
  }
  /* Of another list, or of another filter, none is selected. */
  function begin(rows) {
    const another = list !== location.pathname
    if (!another && !(selected.all && wanted !== String(query()))) return
    list = location.pathname
    keys.clear()
    selected.all = false
    selected.gone = 0
    if (another) come(rows)
  }
  /* Boxes as the selection is, after whatever has changed on the page. */
  function show() {
    const rows = [...(document.getElementById('rows')?.children ?? [])]
    const head = document.getElementById('all')
    /* What was done to them is over. */
    if (document.getElementById('run')) kept()
    if (!head) return
    begin(rows)
    for (const row of rows) box(row).checked = has(row)
    head.checked = rows.length > 0 && rows.every(has)
    head.indeterminate = !head.checked && rows.some(has)
    htmx.trigger(document, 'selected')
  }
  /* The row, or with shift those from the one before; the head’s box is about all of the page. */
  function meant(row, shift) {
    const rows = [...document.getElementById('rows').children]
    if (!row) return rows
    const from = shift ? rows.findIndex(({ id }) => id === last) : -1
    const to = rows.indexOf(row)
    last = row.id
    return from < 0 ? [row] : rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  }
  /* On a narrow page the cell is no box: the edge of its row stands for it. */
  function cellOf({ target, offsetX }) {
    const edge = target.matches?.('#rows > tr') && offsetX < 40
    return edge ? target.querySelector('.x') : target.closest?.('.sheet .x')
  }
  function clicked(event) {
    const cell = cellOf(event)
    if (!cell || event.target.closest('a')) return
    const own = cell.querySelector('input')
    const on = event.target === own ? own.checked : !own.checked
    if (selected.all) for (const row of meant(null)) keys.set(row.id, row.dataset.key)
    selected.all = false
    selected.gone = 0
    for (const row of meant(cell.closest('#rows > tr'), event.shiftKey)) {
      if (on && row.dataset.left !== 'gone') keys.set(row.id, row.dataset.key)
      else keys.delete(row.id)
    }
    show()
  }
  /* What is gone is no longer selected, and that is said. */
  function drop({ detail: { message } }) {
    for (const [, id] of message.data.matchAll(/"#([^"]+)" hx-swap="delete" data-gone/g))
      if (keys.delete(id)) selected.gone += 1
  }
  document.addEventListener('click', clicked)
  /* Between two clicks with shift the browser would mark text. */
  document.addEventListener('mousedown', (event) => {
    if (event.shiftKey && event.target.closest?.('.sheet .x')) event.preventDefault()
  })
  document.addEventListener('htmx:sse:before:message', drop, true)
  document.addEventListener('submit', leave)
  /* As it was left, with all that is selected. */
  window.addEventListener('pageshow', ({ persisted }) => persisted && kept())
  document.addEventListener('htmx:after:swap', show)
  show()
})()
