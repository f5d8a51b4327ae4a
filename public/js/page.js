/* What boosted navigation leaves to the page: the sidebar's mark, menus that close, answers that are no page. */
;(() => {
  function mark() {
    const at = document.getElementById('main')?.dataset.at ?? ''
    for (const link of document.querySelectorAll('#sidebar a')) {
      const { resource } = link.dataset
      /* A pinned list is no kind: it is the one on the page where the address is its own. */
      if (resource === undefined ? link.href === location.href : resource === at)
        link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    const open = document.getElementById('sidebar-open')
    if (open) open.checked = false
    for (const here of document.querySelectorAll('.bar [name="to"], .bar [name="from"]'))
      here.value = location.pathname + location.search
  }
  /* A swap takes the focused element away: its successor gets the focus, else the new page. */
  let focused = null
  function note(event) {
    const element = document.activeElement
    if (event.detail.ctx?.target?.id !== 'main' || !element?.closest('#main')) return
    const which = element.localName === 'button' ? `[value="${CSS.escape(element.value)}"]` : ''
    focused = element.id
      ? `#${CSS.escape(element.id)}`
      : element.name
        ? `[name="${CSS.escape(element.name)}"]${which}`
        : '#main'
  }
  function focus() {
    if (!focused || document.activeElement !== document.body) return
    const main = document.getElementById('main')
    const next = focused === '#main' ? main : (main?.querySelector(focused) ?? main)
    next?.focus({ preventScroll: true })
    /* In a menu that is closed again. */
    if (document.activeElement === document.body) main?.focus({ preventScroll: true })
    focused = null
  }
  /* What was done is said on its own page alone. */
  let path = location.pathname
  function leave() {
    const gone = path === location.pathname ? '.did[data-tone]' : '.did'
    document.querySelector(gone)?.remove()
    path = location.pathname
  }
  function close(event) {
    for (const menu of document.querySelectorAll('details.pick[open]')) {
      if (!event || !menu.contains(event.target)) menu.open = false
    }
  }
  /* A proxy's own error page has no <main>: load it whole instead of emptying ours. */
  function guard(event) {
    const { ctx } = event.detail
    if (ctx?.target?.id !== 'main' || ctx.text === undefined) return
    if (ctx.text.includes('id="main"')) return
    event.preventDefault()
    if (ctx.sourceEvent?.type === 'typed') unanswered(ctx.response.status)
    else location.assign(ctx.request?.action ?? location.href)
  }
  /* Who types asks again with the next letter, and would lose what is typed. */
  function unanswered(status) {
    const said = document.createElement('p')
    said.className = 'note broken'
    said.role = 'alert'
    said.textContent = `A proxy before Portlight says ${status}${status === 414 ? ', too long' : ''}: the rows are those of before.`
    document.getElementById('broken')?.replaceChildren(said)
  }
  /* What was clicked led nowhere: the page stays as it was, and does not keep silent. */
  function nowhere({ detail: { ctx } }) {
    if (ctx?.target?.id === 'main') window.did('Nothing answers: this page is as it was.', true)
  }
  document.addEventListener('htmx:error', nowhere)
  document.addEventListener('click', close)
  function escape(event) {
    if (event.key !== 'Escape') return
    close()
    if (event.target.type === 'search' && event.target.value === '') event.target.blur()
  }
  document.addEventListener('keydown', escape)
  document.addEventListener('htmx:before:swap', guard)
  document.addEventListener('htmx:before:swap', note)
  document.addEventListener('htmx:after:swap', (event) => {
    if (event.detail.ctx?.target?.id !== 'main') return
    mark()
    leave()
    /* A menu that came open stays so. */
    close({ target: document.querySelector('#main details.pick[open]') })
    focus()
  })
})()
