/* A deletion waits five seconds before anything is sent: until then Undo takes it back, and so does leaving the page,
   which says so. What is sent tells the list that one came from. */
;(() => {
  const patience = 5
  /* Milliseconds: the second half of a double click or a key held down is no wish. */
  const careful = 700
  const leftWords = 'Not deleted: you left before it was sent.'
  let waiting = null
  let sent = null

  /* In a frame the browser may keep nothing. */
  function keep(name, value) {
    try {
      sessionStorage.setItem(name, value)
    } catch {}
  }
  function kept(name) {
    try {
      return sessionStorage.getItem(name) ?? ''
    } catch {
      return ''
    }
  }

  function rest({ button, cancel, undo }) {
    undo.remove()
    cancel.hidden = false
    button.disabled = false
  }
  function stop(words) {
    clearInterval(waiting.timer)
    rest(waiting)
    waiting = null
    window.did(words)
  }
  function send() {
    clearInterval(waiting.timer)
    sent = waiting
    waiting = null
    sent.undo.disabled = true
    sent.form.submit()
  }
  /* Another page has come meanwhile. */
  function check() {
    if (waiting && !waiting.form.isConnected) stop(leftWords)
  }
  /* Undo stands where Cancel stood: what was clicked stays where it is, and takes no second click. */
  function wait(form) {
    const row = form.querySelector('.row')
    const [button, cancel] = [row.querySelector('button'), row.querySelector('a')]
    const undo = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'btn first',
    })
    const began = performance.now()
    let left = patience
    const count = () => (undo.textContent = `Undo (sent in ${left} s)`)
    const timer = setInterval(() => {
      left -= 1
      count()
      check()
      if (left <= 0 && waiting) send()
    }, 1000)
    undo.addEventListener('click', () => {
      if (!waiting || performance.now() - began < careful) return
      stop('Taken back: nothing was sent.')
      button.focus()
    })
    waiting = { form, button, cancel, undo, timer }
    count()
    button.disabled = true
    cancel.hidden = true
    row.append(undo)
    undo.focus()
  }
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.dataset.action !== 'deletion') return
    event.preventDefault()
    if (!waiting) wait(form)
  })
  document.addEventListener('htmx:after:swap', check)
  window.addEventListener('beforeunload', (event) => {
    if (waiting) event.preventDefault()
  })

  function note() {
    const list = document.querySelector('table[data-resource]')
    if (list && location.pathname.endsWith(`/${list.dataset.resource}`))
      keep('list', location.pathname + location.search)
  }
  document.addEventListener('htmx:config:request', note)
  window.addEventListener('pagehide', () => {
    note()
    if (!waiting) return
    stop(leftWords)
    keep('left', '1')
  })
  window.addEventListener('pageshow', () => {
    if (sent) rest(sent)
    sent = null
    if (kept('left') === '') return
    keep('left', '')
    window.did(leftWords)
  })
  document.addEventListener('formdata', ({ target, formData }) => {
    if (/^(?:deletion|eviction)$/.test(target.dataset.action) && !formData.has('from'))
      formData.set('from', kept('list'))
  })
})()
