/* A form: its first field is ready to be typed over, and the kubectl line below says what is typed. */
;(() => {
  function ready() {
    const field = document.querySelector('#main form[data-action] [autofocus]')
    /* A portal around it keeps the focus until somebody comes in. */
    if (!field || (window.top !== window && !document.hasFocus())) return
    field.focus()
    if (field.localName === 'input') field.select()
  }
  function quoted(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
  }
  /* What cannot be meant stays out of the line. */
  function fits({ inputMode, value }) {
    return inputMode === 'numeric' ? /^\d{1,10}$/.test(value.trim()) : value.trim() !== ''
  }
  function follow({ target }) {
    if (!target.name || !target.closest?.('form[data-action]') || !fits(target)) return
    const part = document.querySelector(`.cli [data-typed="${CSS.escape(target.name)}"]`)
    if (!part) return
    part.textContent = quoted(target.value.trim())
    const line = part.closest('.cli')
    line.querySelector('.copy').dataset.copy = line.querySelector('code').textContent
  }
  document.addEventListener('input', follow)
  document.addEventListener('htmx:after:swap', ({ detail }) => {
    if (detail.ctx?.target?.id === 'main') ready()
  })
  ready()
})()
