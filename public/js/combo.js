/* A box that offers words while one types: the filter of a list, and the command box. */
;(() => {
  function isBox(element) {
    return element?.getAttribute?.('role') === 'combobox'
  }
  function box() {
    return isBox(document.activeElement) ? document.activeElement : null
  }
  function listOf(input) {
    return document.getElementById(input.getAttribute('aria-controls'))
  }
  function boxOf(list) {
    return document.querySelector(`[aria-controls="${list.id}"]`)
  }
  function chosen(input) {
    return listOf(input).querySelector('[aria-selected="true"]')
  }
  function mark(input, option) {
    chosen(input)?.setAttribute('aria-selected', 'false')
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  /* What is asked for and not wanted any more comes too late. */
  let wanted = false
  function ask(input) {
    wanted = true
    listOf(input).dispatchEvent(new Event('ask'))
  }
  function close(input) {
    wanted = false
    listOf(input).replaceChildren()
    opened(input)
  }
  function opened(input) {
    input.setAttribute('aria-expanded', String(listOf(input).childElementCount > 0))
    mark(input, null)
  }
  function take(input, { dataset }) {
    input.value = dataset.q
    input.setSelectionRange(dataset.at, dataset.at)
    close(input)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  function step(input, by) {
    const all = [...listOf(input).children]
    if (all.length === 0) ask(input)
    const at = all.indexOf(chosen(input))
    mark(input, all.at(at < 0 ? Math.min(by, 0) || 0 : (at + by) % all.length))
  }
  const steps = { ArrowDown: 1, ArrowUp: -1 }
  /* Out of a command box at once, to where one was; what is half typed stays in it. */
  let before = null
  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    if (isBox(target)) before = relatedTarget
  })
  function leave(input) {
    close(input)
    input.blur()
    if (before?.isConnected) before.focus()
    return true
  }
  /* Whether the key was ours. */
  function act(input, key) {
    const option = chosen(input)
    const open = listOf(input).childElementCount > 0
    if (steps[key]) step(input, steps[key])
    else if (option && (key === 'Enter' || key === 'Tab')) {
      take(input, option)
      /* A command that is chosen is meant. */
      if (key === 'Enter' && 'run' in input.dataset) input.form.requestSubmit()
    } else {
      if (key === 'Escape' || key === 'Enter') close(input)
      return open && key === 'Escape'
    }
    return true
  }
  function keys(event) {
    const { key, target, isComposing } = event
    if (!isBox(target) || isComposing) return
    const out = key === 'Escape' && 'run' in target.dataset
    const done = out ? leave(target) : act(target, key)
    if (!done) return
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('keydown', keys, true)
  function typed({ target, isComposing }) {
    if (!isBox(target) || isComposing) return
    target.form.dispatchEvent(new Event('typed'))
    /* Between two words nothing is offered unless it is asked for: the list would lie over the rows. */
    const between = /(^|\s)$/.test(target.value.slice(0, target.selectionStart))
    if ('run' in target.dataset ? target.value.trim() === '' : between) close(target)
    else ask(target)
  }
  document.addEventListener('input', typed)
  document.addEventListener('compositionend', typed)
  /* The box keeps the focus while an option is clicked. */
  document.addEventListener('mousedown', (event) => {
    if (event.target.closest('.hints')) event.preventDefault()
  })
  document.addEventListener('click', ({ target }) => {
    const option = target.closest('.hints > *')
    if (option) take(boxOf(option.parentNode), option)
  })
  document.addEventListener('focusout', ({ target }) => {
    if (target.isConnected && isBox(target)) close(target)
  })
  function isList(element) {
    return element?.classList?.contains('hints')
  }
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    if (isList(ctx.sourceElement))
      ctx.request.body.set('at', boxOf(ctx.sourceElement).selectionStart)
  })
  document.addEventListener('htmx:before:swap', (event) => {
    if (isList(event.detail.ctx?.sourceElement) && !(wanted && box())) event.preventDefault()
  })
  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    if (!isList(ctx?.sourceElement)) return
    const input = boxOf(ctx.sourceElement)
    if (wanted && box()) opened(input)
    else close(input)
  })
})()
