/* Keys of every page: to its box, to a command, to a kind, and what keys there are. Never one of the browser's own, but Ctrl-K. */
;(() => {
  /* The page's own box stands behind the bar's. */
  function slash() {
    return [...document.querySelectorAll('[data-key="/"]')].at(-1)
  }
  function command() {
    const box = document.querySelector('.bar [data-run]')
    if (!box) return
    if (!box.value.startsWith(':')) box.value = ':'
    box.focus()
    box.setSelectionRange(1, box.value.length)
  }
  /* Behind a g, within two seconds: the sidebar's own links. */
  const kinds = {
    p: 'pods',
    d: 'deployments.apps',
    s: 'services',
    n: 'nodes',
    e: 'events',
    j: 'jobs.batch',
    i: 'ingresses.networking.k8s.io',
    o: '',
  }
  let began = -Infinity
  function leads(key) {
    if (key === 'c') return document.querySelector('.bar .brand')
    const id = kinds[key]
    return id === undefined ? null : document.querySelector(`#sidebar [data-resource="${id}"]`)
  }
  /* The tabs of an object. */
  const parts = { l: 'logs', s: 'exec', y: 'yaml', e: 'events' }
  function tab(key) {
    const tabs = document.querySelectorAll('main .tabs a')
    if (key === 'o') return tabs[0]
    return [...tabs].find(({ pathname }) => parts[key] && pathname.endsWith(`/${parts[key]}`))
  }
  async function help() {
    const link = document.querySelector('[data-help]')
    if (!link || document.querySelector('dialog[open]')) return
    const answer = await fetch(link.href)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const dialog = document.createElement('dialog')
    dialog.append(page.querySelector('.top'), page.querySelector('.keys'))
    dialog.addEventListener('close', () => dialog.remove())
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
    document.body.append(dialog)
    dialog.showModal()
  }
  function act({ key }) {
    const now = performance.now()
    const behind = now - began < 2000
    began = key === 'g' ? now : -Infinity
    if (behind) return leads(key)
    if (key === '/') return slash()
    if (key === ':') return { focus: command }
    if (key === '?') return { focus: help }
    return tab(key)
  }
  function typing(target) {
    return target.closest?.('input:not([type="checkbox"]), textarea, select, dialog')
  }
  function wanted(event) {
    const { key, target, ctrlKey, metaKey, altKey, defaultPrevented } = event
    if (key === 'k' && ctrlKey !== metaKey && !altKey) return { focus: command }
    if (ctrlKey || metaKey || altKey || defaultPrevented || typing(target)) return null
    return act(event)
  }
  function pressed(event) {
    const found = wanted(event)
    if (!found) return
    event.preventDefault()
    if (found.localName === 'a') found.click()
    else found.focus()
  }
  document.addEventListener('keydown', pressed)
})()
