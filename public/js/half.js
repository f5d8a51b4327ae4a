/* What is half typed in a list's filter is not lost to what else is chosen meanwhile; and what becomes an entry of the
   history: each choice, not each letter. */
;(() => {
  function box() {
    return document.getElementById('q')
  }
  function address(path) {
    return new URL(path, location.href)
  }
  function applied() {
    return new URLSearchParams(location.search).get('q') ?? ''
  }
  /* What stands in the box and not in the address; null: nothing. */
  function half() {
    const text = box()?.value.trim() ?? applied()
    return text === applied() ? null : text
  }
  function isTyped(ctx) {
    return ctx?.sourceEvent?.type === 'typed'
  }
  function isMain(ctx) {
    return box() && ctx?.target?.id === 'main'
  }
  /* Selectors count once they are sent. */
  function selectors() {
    return ['l', 'fs'].map((name) => box().form.elements[name])
  }
  function menus() {
    return [...box().form.querySelectorAll('details')]
  }
  /* With a choice of the same list goes what is half typed, unless it is about the filter itself. */
  function carry(request) {
    const { pathname, search, searchParams } = address(request.action)
    const text = half()
    const q = (request.form ? request.body : searchParams).get('q') ?? ''
    if (text === null || pathname !== location.pathname || q !== applied()) return
    if (request.form) {
      request.body.set('q', text)
      return
    }
    const rest = search
      .slice(1)
      .split('&')
      .filter((part) => part && !/^(q|page)=/.test(part))
    if (text) rest.push(`q=${encodeURIComponent(text)}`)
    request.action = `${pathname}?${rest.join('&')}`
  }

  /* Links and forms of the page that wait for their answer: what is typed meanwhile comes after it. */
  const going = new Set()
  document.addEventListener('htmx:config:request', (event) => {
    const { ctx } = event.detail
    if (isTyped(ctx) && going.size > 0) event.preventDefault()
    if (isTyped(ctx) || ctx.sourceElement.id === 'hints')
      for (const { name, defaultValue } of selectors()) ctx.request.body.set(name, defaultValue)
    else if (isMain(ctx)) {
      if (ctx.sourceElement !== box().form) {
        htmx.trigger(box().form, 'htmx:abort')
        carry(ctx.request)
      }
      ctx.was = box().value
      ctx.menu = menus().findIndex(({ open }) => open)
      going.add(ctx)
    }
  })
  document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => going.delete(ctx))

  let letters = false
  let kept = null
  document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
    letters = isTyped(ctx)
    if (!isMain(ctx)) return
    const { value } = box()
    const menu = menus().findIndex(({ open }) => open)
    kept = address(ctx.request.action).pathname === location.pathname && {
      late: (ctx.was ?? value) !== value && value,
      /* Opened since. */
      menu: menu === ctx.menu ? -1 : menu,
      halves: selectors().filter((each) => each.value !== each.defaultValue),
    }
  })
  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    if (!kept || !isMain(ctx)) return
    const { late, menu, halves } = kept
    kept = null
    menus()[menu]?.setAttribute('open', '')
    for (const { name, value } of halves) box().form.elements[name].value = value
    if (late === false) return
    box().value = late
    going.delete(ctx)
    box().form.dispatchEvent(new Event('typed'))
  })
  document.addEventListener('htmx:before:history:update', ({ detail: { history: entry } }) => {
    if (letters || address(entry.path).href === location.href) entry.type = 'replace'
  })
  /* What is applied already leads on to its rows. */
  document.addEventListener('keydown', (event) => {
    const { key, target, isComposing } = event
    if (key !== 'Enter' || isComposing || !box() || target !== box() || half() !== null) return
    const stops = ['.t-name a', 'td:not(.x) a']
    const row = stops.map((each) => document.querySelector(`#rows ${each}`)).find(Boolean)
    if (!row || selectors().some((each) => each.value !== each.defaultValue)) return
    event.preventDefault()
    row.focus()
  })
  document.addEventListener('formdata', ({ target, formData }) => {
    const text = half()
    if (text !== null && target.closest('#picker')) formData.set('q', text)
  })
})()
