/* A form: its first field is ready to be typed over, and the kubectl line below says what is typed. */
;(() => {
  function ready() {
    const field = document.querySelector('#main form[data-action] [autofocus]')
    /* A portal around it keeps the focus until somebody comes in. */
    if (!field || (window.top !== window && !document.hasFocus())) return
    field.focus()
    if (field.localName === 'input') field.select()
  }
  /* As a shell takes it, whatever an object is called. */
  function quoted(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
  }
  /* What cannot be meant stays out of the line. */
  function fits({ inputMode, value }) {
    return inputMode === 'numeric' ? /^\d{1,10}$/.test(value.trim()) : value.trim() !== ''
  }
  /* Its words in the line; null: those of before. */
  function worded(field) {
    if (field.localName === 'textarea') return window.marks?.(field, quoted) ?? null
    return fits(field) ? quoted(field.value.trim()) : null
  }
  /* One that is by value has no other; of a number or a text `#` is what is typed. */
  function option(field) {
    if (!field.dataset.option) return ''
    const made = JSON.parse(field.dataset.option)
    const typed = field.value.trim()
    if (typeof made !== 'string') return Object.hasOwn(made, typed) ? made[typed] : ''
    return fits(field) ? made.replace('#', () => quoted(typed)) : ''
  }
  function options({ elements }) {
    const said = [...elements].filter(option)
    const gone = said.map(({ dataset }) => dataset.instead)
    return said
      .filter(({ name }) => !gone.includes(name))
      .map(option)
      .join(' ')
  }
  Object.assign(window, { options, quoted, worded })
  function follow({ target }) {
    const form = target.name && target.closest?.('form[data-action]')
    if (!form) return
    const isOption = target.dataset.option !== undefined
    const of = isOption ? '*' : target.name
    const part = document.querySelector(`.cli [data-typed="${CSS.escape(of)}"]`)
    const words = part && (isOption ? options(form).replace(/^(?=.)/, ' ') : worded(target))
    if (typeof words !== 'string') return
    part.textContent = words
    const line = part.closest('.cli')
    if (!isOption) line.hidden = words === ''
    line.querySelector('.copy').dataset.copy = line.querySelector('code').textContent
  }
  document.addEventListener('input', follow)
  /* What the browser puts back comes after this script. */
  window.addEventListener('pageshow', () => {
    for (const field of document.querySelectorAll('form[data-action] [name]'))
      if (field.value !== field.defaultValue) follow({ target: field })
  })
  document.addEventListener('htmx:after:swap', ({ detail }) => {
    if (detail.ctx?.target?.id === 'main') ready()
  })
  ready()
})()
