/* An edit's text: its numbers grow with it, Ctrl-S looks it over, and who leaves it changed is asked. */
;(() => {
  const text = document.getElementById('text')
  if (!text || text.dataset.on) return
  text.dataset.on = '1'
  const { form } = text
  const gutter = form.querySelector('.gutter')
  const stream = document.getElementById('stream')
  /* What stands in the form, not what the browser put back: a text that was changed before is changed still. */
  const base = text.dataset.stored ? text.defaultValue : form.elements.base.value
  let sending = false
  const changed = () => !sending && text.isConnected && text.value !== base
  function count() {
    const lines = text.value.replace(/\n$/, '').split('\n').length
    if (lines + 1 === text.rows) return
    text.rows = lines + 1
    gutter.textContent = Array.from({ length: lines }, (_, at) => at + 1).join('\n')
  }
  /* The next line begins where this one does; undo knows of it. */
  function next(event) {
    if (event.shiftKey || event.isComposing) return
    const { selectionStart: at, value } = text
    const line = value.slice(value.lastIndexOf('\n', at - 1) + 1, at)
    const indent = /^ */.exec(line)[0]
    if (indent === '') return
    event.preventDefault()
    document.execCommand('insertText', false, `\n${indent}`)
  }
  function key(event) {
    if (event.key === 'Enter' && event.target === text && !event.ctrlKey && !event.metaKey)
      next(event)
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || !text.isConnected) return
    event.preventDefault()
    form.requestSubmit(form.querySelector('[value="review"]'))
  }
  function toLine(event) {
    const line = event.target.closest?.('[data-line]')?.dataset.line
    if (!line || !text.isConnected) return
    event.preventDefault()
    const lines = text.value.split('\n')
    const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    text.focus({ preventScroll: true })
    text.setSelectionRange(from, from + lines[line - 1].length)
    const height = Number.parseFloat(getComputedStyle(text).lineHeight)
    const main = document.getElementById('main')
    const top = text.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop
    main.scrollTop = top + line * height - main.clientHeight / 2
  }
  function ask(event) {
    if (!changed()) return
    event.preventDefault()
    event.returnValue = ''
  }
  /* A boosted link leaves the page without the browser's own question. */
  function leave(event) {
    if (event.detail.ctx?.target?.id !== 'main' || !changed()) return
    if (window.confirm('Leave this page? What you changed is lost.')) sending = true
    else event.preventDefault()
  }
  /* What cannot be shown beside the text comes as a page that keeps it. */
  function beside(event) {
    const { sourceElement: button, response } = event.detail.ctx ?? {}
    if (button?.value !== 'theirs' || !(response?.status >= 400)) return
    event.preventDefault()
    form.requestSubmit(button)
  }
  /* The page's stream would load the page anew to ask for a token: not over what was typed. */
  function signedOut(event) {
    const { status, ctx = { response: { status }, sourceElement: stream } } = event.detail
    if (ctx.response?.status !== 401 || ctx.sourceElement !== stream) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const note = document.createElement('p')
    note.className = 'note'
    note.dataset.tone = 'warn'
    note.textContent =
      'You are signed out. What you typed is kept: Review changes asks you to sign in.'
    document.getElementById('meanwhile').replaceChildren(note)
    stream.remove()
  }
  /* Put back by the browser; else the server has counted, and marked. */
  if (text.value !== text.defaultValue) count()
  form.addEventListener('submit', () => {
    sending = true
  })
  text.addEventListener('input', count)
  document.addEventListener('keydown', key)
  document.addEventListener('click', toLine)
  document.addEventListener('htmx:before:request', leave)
  document.addEventListener('htmx:after:request', beside)
  for (const name of ['htmx:sse:error', 'htmx:after:request', 'htmx:error'])
    window.addEventListener(name, signedOut, true)
  window.addEventListener('beforeunload', ask)
  window.addEventListener('pageshow', () => {
    sending = false
  })
})()
