/* What boosted navigation leaves to the page: the sidebar's mark, menus that close, answers that are no page. */
;(() => {
  function mark() {
    const resource = location.pathname.split('/c/').at(-1)?.split('/')[1] ?? ''
    for (const link of document.querySelectorAll('#sidebar a[data-resource]')) {
      if (link.dataset.resource === decodeURIComponent(resource))
        link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    const open = document.getElementById('sidebar-open')
    if (open) open.checked = false
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
    location.assign(ctx.request?.action ?? location.href)
  }
  document.addEventListener('click', close)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]')
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
    document.querySelector('[data-key="/"]')?.focus()
    event.preventDefault()
  })
  document.addEventListener('htmx:before:swap', guard)
  document.addEventListener('htmx:after:swap', (event) => {
    if (event.detail.ctx?.target?.id !== 'main') return
    mark()
    close()
  })
})()
