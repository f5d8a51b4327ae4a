/* The page's one stream: kept alive, and honest about it when it is not. */
;(() => {
  /* The server says something every 8 s at least; what is silent for longer is not believed. */
  const patience = 18_000
  let heard = 0
  let tries = 0
  /* Streams in a row that were opened and said nothing: a page of some proxy, answered with 200. */
  let mute = 0
  /* What the mark said before silence made us doubt it, and only that: a broken stream has to say itself that it lives. */
  let doubted = null
  function stream() {
    return document.getElementById('stream')
  }

  function mark(state, words) {
    const output = document.getElementById('live')
    if (!output || output.dataset.live === state) return
    output.dataset.live = state
    output.textContent = words
  }
  function stale() {
    const output = document.getElementById('live')
    if (!stream() || !output || output.dataset.live === 'stale' || output.dataset.live === 'ended')
      return
    mark('stale', 'stale since ')
    const time = document.createElement('time')
    time.dateTime = new Date(heard || Date.now()).toISOString()
    time.textContent = age(Date.now() - Date.parse(time.dateTime))
    output.append(time)
  }
  function doubt() {
    const output = document.getElementById('live')
    const before = [...(output?.childNodes ?? [])]
    const state = output?.dataset.live
    stale()
    if (output?.dataset.live !== state) doubted = { output, state, before }
  }
  function alive() {
    heard = Date.now()
    tries = 0
    mute = 0
    if (doubted === null) return
    const { output, state, before } = doubted
    doubted = null
    if (output.dataset.live !== 'stale') return
    output.dataset.live = state
    output.replaceChildren(...before)
  }
  /* Another page is on its way, after a sign-out for one: to load this one anew would overtake it. */
  let left = 0
  window.addEventListener('beforeunload', () => {
    left = Date.now()
  })
  function leaving() {
    return Date.now() - left < 10_000
  }
  /* htmx does not try the first connection again, and an answer that is no stream for ever. */
  function again() {
    const element = stream()
    if (!element) return
    stale()
    tries += 1
    /* A stream that is asked for anew knows no Last-Event-ID: what the page has had by now stands in its address. */
    const { seen } = element
    const address = element.getAttribute('hx-sse:connect')
    if (seen)
      element.setAttribute(
        'hx-sse:connect',
        address.replace(/\bwatch=[^&]*/, `watch=${encodeURIComponent(seen)}`),
      )
    const wait = Math.min(7500, 500 * 2 ** tries) * (0.5 + Math.random() / 2)
    setTimeout(() => element.isConnected && htmx.process(element, true), wait)
  }
  function failed({ detail }) {
    const { sourceElement, response } = detail.ctx ?? {}
    if (!sourceElement || sourceElement !== stream()) return false
    if (response?.status === 401 && !leaving()) location.reload()
    else again()
    return true
  }
  /* A stream's answer does not come to its end: what does is an error, or some proxy's own page. */
  function answered(event) {
    if (failed(event)) event.preventDefault()
  }
  document.addEventListener('htmx:after:request', answered)
  document.addEventListener('htmx:error', failed)
  document.addEventListener('htmx:sse:before:message', alive)
  document.addEventListener('htmx:sse:after:message', ({ target, detail }) => {
    target.seen = detail.message.id
  })
  document.addEventListener('htmx:sse:after:connection', () => {
    doubted = null
    mute += 1
  })
  /* htmx takes any 2xx for a stream and begins again at its shortest wait. */
  document.addEventListener('htmx:sse:before:connection', (event) => {
    if (mute < 3) return
    mute = 0
    event.preventDefault()
    again()
  })
  document.addEventListener('htmx:sse:error', (event) => {
    if (event.detail.status === 401 && !leaving()) location.reload()
    stale()
  })
  /* The page's own script has another name after an update. */
  document.addEventListener('hello', (event) => {
    const own = document.querySelector('head script[src]')?.src ?? ''
    if (!event.detail?.data || own.endsWith(event.detail.data) || document.getElementById('update'))
      return
    const note = document.createElement('p')
    note.id = 'update'
    note.className = 'note'
    const link = document.createElement('a')
    link.href = location.href
    link.textContent = 'Load this page anew'
    note.append('Portlight was updated. ', link)
    link.addEventListener('click', () => location.reload())
    document.getElementById('main')?.prepend(note)
  })
  document.addEventListener('loading', (event) => mark('loading', event.detail?.data ?? 'loading'))
  document.addEventListener('end', (event) => {
    document.getElementById('live')?.removeAttribute('data-live')
    mark('ended', `not live: ${event.detail?.data || 'ended'}`)
  })
  document.addEventListener('htmx:after:swap', () => {
    const count = document.getElementById('count')
    const table = document.querySelector('table[data-resource]')
    if (!count || !table) return
    if (count.dataset.total === undefined) delete table.dataset.total
    else table.dataset.total = count.dataset.total
  })
  /* Connections that a browser kept over a sleep lead nowhere, and each costs the next request its patience: as
     many as it keeps take a small one, once in a silence, and are closed where no answer comes. */
  let flushed = 0
  function flush() {
    if (flushed === heard) return
    flushed = heard
    for (let count = 0; count < 6; count += 1) {
      const how = { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(1500) }
      fetch(document.querySelector('head script[src]').src, how).catch(() => {})
    }
  }
  function look() {
    if (document.hidden || !stream() || heard === 0) return
    if (Date.now() - heard < patience) return
    doubt()
    /* Half open: only a new connection finds out. */
    if (Date.now() - heard < patience + 5000) return
    stream()._htmx?.sse?.reader?.cancel?.()
    flush()
  }
  document.addEventListener('visibilitychange', look)
  setInterval(look, 1000)
})()
