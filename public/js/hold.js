/* Rows do not jump under the hand: while the pointer or the focus is in the table, values change in place, and what
   comes, goes and moves waits until it is asked for or the hand has left. What waits is no more than one window. */
;(() => {
  /* The table's body, its rows' ids as they should stand by now, and the markup of those that are not on the page. */
  let rows = null
  let order = null
  const come = new Map()
  const partial =
    /<hx-partial hx-target="#(rows?)([^"]*)" hx-swap="(\w+)"( data-gone)?>([^]*?)<\/hx-partial>/g
  const one = /<tr id="([^"]+)"[^]*?<\/tr>/g
  function sheet() {
    return document.getElementById('sheet')
  }
  const here = (id) => rows.children.namedItem(id)

  let touch = false
  let finger = false
  /* A box that the pointer ticked keeps the focus, which holds nothing once the pointer has left. */
  function hand() {
    const box = sheet()
    const marked = getSelection()
    return (
      finger ||
      (!touch && box.matches(':hover')) ||
      box.matches(':focus-visible, :has(:focus-visible)') ||
      (!marked.isCollapsed && box.contains(marked.anchorNode))
    )
  }

  /* A row that is on the page shows its new values where it is; others wait. */
  function drawn(html, id) {
    const row = here(id)
    if (!row) {
      come.set(id, html)
      return ''
    }
    delete row.dataset.left
    row.title = ''
    return `<hx-partial hx-target="#${id}" hx-swap="outerMorph">${html}</hx-partial>`
  }
  function left(id, gone) {
    order = order.filter((each) => each !== id)
    come.delete(id)
    const row = here(id)
    if (!row) return
    row.dataset.left = gone ? 'gone' : ''
    row.title = gone ? 'Gone: it is no longer there' : 'No longer on this page'
  }
  function take(part, kind, rest, swap, gone, inside) {
    const all = swap === 'innerMorph'
    if (swap === 'delete') {
      left(kind + rest, gone)
      return ''
    }
    const ids = [...inside.matchAll(one)].map(([, id]) => id)
    if (all) for (const id of order) if (!ids.includes(id)) left(id)
    if (all) order = ids
    else if (swap !== 'outerMorph') {
      const at = swap === 'beforeend' ? order.length : order.indexOf(kind + rest)
      order.splice(at, 0, ...ids)
    }
    return inside.replaceAll(one, drawn)
  }

  /* Rows that have to pass another one: all but a longest run that stands in order already. */
  function passing(ids) {
    const ends = []
    for (const place of ids.filter((id) => order.includes(id)).map((id) => order.indexOf(id))) {
      const at = ends.findIndex((end) => end > place)
      ends[at < 0 ? ends.length : at] = place
    }
    return ids.filter((id) => order.includes(id)).length - ends.length
  }
  function waiting() {
    const ids = [...rows.children].map(({ id }) => id)
    const gone = rows.querySelectorAll('[data-left="gone"]').length
    const off = rows.querySelectorAll('[data-left=""]').length
    return [
      [come.size, 'new'],
      [gone, 'gone'],
      [off, 'off this page'],
      [passing(ids), 'moved'],
    ].filter(([count]) => count > 0)
  }
  /* Said aloud once rows begin to wait, and again when they are ten times as many: not at each change. */
  let loud = 0
  function tell(text, size) {
    loud = size
    document.getElementById('said').textContent = text
  }
  function say() {
    const all = waiting()
    const words = all.map((each) => each.join(' '))
    let button = document.getElementById('wait')
    if (words.length === 0) {
      order = null
      button?.remove()
      if (loud) tell('', 0)
      return
    }
    if (!button) {
      loud = 0
      button = document.createElement('button')
      button.id = 'wait'
      button.className = 'btn'
      button.title = 'Rows keep their place while you are among them: bring them up to date ( . )'
      button.addEventListener('click', apply)
      document.getElementById('live').before(button)
      away = 0
      setTimeout(leave, 400)
    }
    button.textContent = words.join(', ')
    const size = String(all.reduce((sum, [count]) => sum + count, 0)).length
    if (size > loud)
      tell(`${button.textContent}. Rows keep their place until you press the full stop.`, size)
  }

  function made(id) {
    const template = document.createElement('template')
    template.innerHTML = come.get(id)
    return template.content.firstElementChild
  }
  function apply(asked) {
    if (!order || !rows.isConnected) return
    htmx.trigger(rows, 'rows:before')
    for (const row of rows.querySelectorAll('[data-left]')) row.remove()
    let at = rows.firstElementChild
    for (const id of order) {
      const row = here(id) ?? made(id)
      if (row === at) at = at.nextElementSibling
      else rows.insertBefore(row, at)
      if (come.has(id)) htmx.process(row)
    }
    const button = document.getElementById('wait')
    if (button === document.activeElement) sheet().focus({ preventScroll: true })
    button.remove()
    tell(asked ? 'Rows are up to date.' : '', 0)
    order = null
    come.clear()
    htmx.trigger(rows, 'htmx:after:swap', {})
    htmx.trigger(rows, 'rows:after')
  }
  let away = 0
  function leave() {
    if (!order || !rows.isConnected) return
    away = hand() ? 0 : away + 1
    if (away > 1) apply()
    else setTimeout(leave, 400)
  }

  document.addEventListener('htmx:sse:before:message', ({ detail: { message } }) => {
    const body = document.getElementById('rows')
    if (message.event || !body?.firstElementChild) return
    if (order && rows !== body) order = null
    if (!order && !hand()) return
    if (!order) {
      rows = body
      come.clear()
      order = [...rows.children].map(({ id }) => id)
    }
    message.data = message.data.replaceAll(partial, take)
    say()
  })
  /* What is gone is not acted upon. */
  document.addEventListener(
    'click',
    (event) => {
      if (!event.target.closest?.('[data-left="gone"]')) return
      event.preventDefault()
      event.stopPropagation()
    },
    true,
  )
  document.addEventListener('pointerover', (event) => {
    touch = event.pointerType === 'touch'
  })
  for (const name of ['touchstart', 'touchend', 'touchcancel'])
    document.addEventListener(
      name,
      (event) => {
        finger = event.touches.length > 0 && Boolean(event.target.closest?.('#sheet'))
      },
      { passive: true },
    )
})()
