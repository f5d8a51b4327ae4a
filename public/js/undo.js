/* A deletion waits five seconds before anything is sent: until then its button takes it back. */
;(() => {
  const patience = 5
  const waiting = new WeakMap()
  function stop(form) {
    const { timer, button, words } = waiting.get(form)
    clearInterval(timer)
    button.textContent = words
    waiting.delete(form)
  }
  function wait(form) {
    const button = form.querySelector('button')
    const words = button.textContent
    let left = patience
    const say = () => (button.textContent = `Undo (sent in ${left} s)`)
    const timer = setInterval(() => {
      left -= 1
      say()
      if (left > 0) return
      stop(form)
      /* Not if another page has come meanwhile. */
      if (form.isConnected) form.submit()
    }, 1000)
    waiting.set(form, { timer, button, words })
    say()
  }
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.dataset.action !== 'deletion') return
    event.preventDefault()
    if (waiting.has(form)) stop(form)
    else wait(form)
  })
})()
