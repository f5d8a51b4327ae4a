/* The filter box of a list: it filters while one types, and offers fields and their values. */
;(() => {
  function box() {
    return document.getElementById('q')
  }
  function list() {
    return document.getElementById('hints')
  }
  function chosen() {
    return list().querySelector('[aria-selected="true"]')
  }
  function mark(option) {
    chosen()?.setAttribute('aria-selected', 'false')
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) box().setAttribute('aria-activedescendant', option.id)
    else box().removeAttribute('aria-activedescendant')
  }
  /* What is asked for and not wanted any more comes too late. */
  let wanted = false
  function ask() {
    wanted = true
    list().dispatchEvent(new Event('ask'))
  }
  function close() {
    wanted = false
    list().replaceChildren()
    opened()
  }
  function opened() {
    box().setAttribute('aria-expanded', String(list().childElementCount > 0))
    mark(null)
  }
  function take({ dataset }) {
    box().value = dataset.q
    box().setSelectionRange(dataset.at, dataset.at)
    close()
    box().dispatchEvent(new Event('input', { bubbles: true }))
  }
  function step(by) {
    const all = [...list().children]
    if (all.length === 0) ask()
    const at = all.indexOf(chosen())
    mark(all.at(at < 0 ? Math.min(by, 0) || 0 : (at + by) % all.length))
  }
  const steps = { ArrowDown: 1, ArrowUp: -1 }
  function keys(event) {
    if (event.target !== box() || event.isComposing) return
    const option = chosen()
    if (steps[event.key]) step(steps[event.key])
    else if (['Enter', 'Tab'].includes(event.key) && option) take(option)
    else if (event.key === 'Escape' && list().childElementCount > 0) close()
    else {
      if (event.key === 'Enter') close()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('keydown', keys, true)
  function typed({ target, isComposing }) {
    if (target !== box() || isComposing) return
    target.form.dispatchEvent(new Event('typed'))
    /* Between two words nothing is offered unless it is asked for: the list would lie over the rows. */
    if (/(^|\s)$/.test(target.value.slice(0, target.selectionStart))) close()
    else ask()
  }
  document.addEventListener('input', typed)
  document.addEventListener('compositionend', typed)
  /* The box keeps the focus while an option is clicked. */
  document.addEventListener('mousedown', (event) => {
    if (event.target.closest('#hints')) event.preventDefault()
  })
  document.addEventListener('click', ({ target }) => {
    const option = target.closest('#hints > *')
    if (option) take(option)
  })
  document.addEventListener('focusout', ({ target }) => {
    if (target.isConnected && target === box()) close()
  })
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    if (ctx.sourceElement === list()) ctx.request.body.set('at', box().selectionStart)
  })
  document.addEventListener('htmx:before:swap', (event) => {
    if (event.detail.ctx?.sourceElement === list() && !wanted) event.preventDefault()
  })
  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    if (ctx?.sourceElement === list()) opened()
    if (!['main', '#broken'].includes(ctx?.target?.id ?? ctx?.target) || !box()) return
    box().setAttribute('aria-invalid', String(document.querySelector('#broken mark') !== null))
  })
})()
