/* What was typed is not given up for the page of a proxy: before a form goes, somebody has to be there who takes it. */
;(() => {
  /* Bytes from which a proxy may say no (nginx: 1 MB): such a form is sent once to be looked over first. */
  const heavy = 500_000
  const kept = 'Nothing is stored, and what you typed is still here.'
  function weight(data) {
    return [...data.values()].reduce((sum, value) => sum + (value.size ?? value.length), 0)
  }
  async function asked(form, button) {
    const data = new FormData(form, button)
    const how = { cache: 'no-store', redirect: 'manual' }
    if (weight(data) < heavy) {
      const { src } = document.querySelector('head script[src]')
      return fetch(src, { ...how, method: 'HEAD', signal: AbortSignal.timeout(8000) })
    }
    data.set('step', 'review')
    const answer = await fetch(form.action, { ...how, method: 'POST', body: data })
    /* Its own page says what is wrong better. */
    return (await answer.text()).includes('id="main"') ? { status: 200 } : answer
  }
  async function trouble(form, button) {
    try {
      const { status, type, statusText } = await asked(form, button)
      if (type === 'opaqueredirect')
        return `A proxy before Portlight leads elsewhere, as when it wants you to sign in anew: do so in another window, then send this again. ${kept}`
      if (status === 413)
        return `This is too large for a proxy before Portlight (413). ${kept} Send it in parts, or have the proxy take more (nginx: client_max_body_size 4m).`
      if (status < 500) return ''
      return `A proxy before Portlight answers ${status} ${statusText}. ${kept} Try again in a moment.`
    } catch {
      return `Nobody answers: Portlight cannot be reached. ${kept} Try again in a moment.`
    }
  }
  function say(form, words) {
    form.querySelector('.unheard')?.remove()
    if (!words) return
    const note = document.createElement('p')
    note.className = 'note unheard'
    note.dataset.tone = 'bad'
    note.role = 'alert'
    note.textContent = words
    form.querySelector('button[name="step"]').closest('.row').before(note)
    note.scrollIntoView({ block: 'center' })
  }
  function guard(form) {
    let sure = false
    let asking = false
    async function send(event) {
      if (sure) {
        sure = false
        return
      }
      event.preventDefault()
      event.stopImmediatePropagation()
      if (asking) return
      asking = true
      const button = event.submitter
      const words = await trouble(form, button)
      asking = false
      say(form, words)
      sure = words === ''
      if (sure && form.isConnected) form.requestSubmit(button)
    }
    form.addEventListener('submit', send, true)
  }
  for (const form of document.querySelectorAll('#main form[enctype="multipart/form-data"]')) {
    if (!form.dataset.heard) guard(form)
    form.dataset.heard = '1'
  }
})()
