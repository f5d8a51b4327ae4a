/* A log's page, once each time that it is shown: it stays at its end while one stands there, keeps a bounded number of lines, and counts what comes meanwhile. */
;(() => {
  const most = 5000
  let lines = null
  let known = new Set()
  let missed = 0

  function atEnd() {
    const box = document.getElementById('log')
    return box.scrollHeight - box.scrollTop - box.clientHeight < 40
  }
  function toEnd() {
    const box = document.getElementById('log')
    box.scrollTop = box.scrollHeight
    missed = 0
    if (document.getElementById('resume')) document.getElementById('resume').hidden = true
  }
  /* Times come in UTC; here they are those of the person's clock. */
  function clock(line) {
    const time = line.querySelector('a[data-at]')
    if (!time) return
    const then = new Date(time.dataset.at)
    const { times } = document.getElementById('log').dataset
    const zone = times === 'local' ? then.getTimezoneOffset() * 60_000 : 0
    time.textContent = new Date(then.getTime() - zone).toISOString().slice(11, 23)
    time.title = then.toString()
  }
  /* A stream that comes back may bring lines anew that stand here already. */
  function take(nodes) {
    let fresh = 0
    for (const node of nodes) {
      if (node.nodeType !== 1) continue
      if (node.id !== '' && known.has(node.id)) node.remove()
      else {
        if (node.id !== '') known.add(node.id)
        clock(node)
        fresh += 1
      }
    }
    return fresh
  }
  /* At once: one by one each would be counted and anchored anew. */
  function trim() {
    const over = lines.childElementCount - most
    if (over <= 0) return
    const old = document.createRange()
    old.setStartBefore(lines.firstChild)
    old.setEndBefore(lines.children[over])
    for (const { id } of old.extractContents().children) known.delete(id)
  }
  let stuck = true
  function grown(records) {
    if (!records[0].target.isConnected) return
    const fresh = take(records.flatMap((record) => [...record.addedNodes]))
    if (fresh === 0) return
    if (stuck) {
      trim()
      toEnd()
    } else {
      missed += fresh
      document.getElementById('resume').textContent =
        `${missed} new ${missed === 1 ? 'line' : 'lines'}, resume`
      document.getElementById('resume').hidden = false
      /* Who reads above is not moved; who reads for long keeps no more than twice as many. */
      if (lines.childElementCount > 2 * most) trim()
    }
  }
  /* How lines look is no matter of the server: it says so in the address, and in those that lead on. */
  function look({ name, value }) {
    const box = document.getElementById('log')
    if (name === 'timestamps') box.dataset.times = value || 'local'
    else box.className = value === '0' ? 'log long' : 'log wrap'
    if (name === 'timestamps') [...lines.children].forEach(clock)
    const changed = (address) => {
      const url = new URL(address)
      if (value === '') url.searchParams.delete(name)
      else url.searchParams.set(name, value)
      return url.href
    }
    history.replaceState(history.state, '', changed(location.href))
    for (const link of document.querySelectorAll('#main a[href]'))
      if (link.pathname === location.pathname && link.hash === '') link.href = changed(link.href)
  }
  function chosen({ target }) {
    if (['wrap', 'timestamps'].includes(target.name)) look(target)
    else if (target.matches('select, input[type="checkbox"]')) target.form.requestSubmit()
  }
  /* Home and End go to the ends of what is shown; from there to those of the log. */
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const there = { Home: document.getElementById('log').scrollTop <= 0, End: atEnd() }
    const ends = { Home: 'log-start', End: 'log-end' }
    if (there[event.key]) document.getElementById(ends[event.key])?.click()
  }
  /* The line that the address names, else what was written next. */
  function wanted() {
    const at = new URLSearchParams(location.search).get('at')
    const marked = lines.querySelector(':target, [aria-current]')
    const next = (link) => link.dataset.at >= at
    return marked ?? (at && [...lines.querySelectorAll('a[data-at]')].find(next))
  }
  function start() {
    lines = document.getElementById('lines')
    if (!lines || lines.dataset.on) return
    lines.dataset.on = '1'
    known = new Set()
    take([...lines.children])
    new MutationObserver(grown).observe(lines, { childList: true })
    document.getElementById('log').addEventListener('scroll', ({ target }) => {
      /* It may be said when the page is another one already. */
      if (!target.isConnected) return
      stuck = atEnd()
      if (stuck && missed > 0) toEnd()
    })
    document.getElementById('log').addEventListener('keydown', keys)
    document.querySelector('.log-controls').addEventListener('change', chosen)
    stuck = document.getElementById('log').dataset.down === undefined
    if (stuck) toEnd()
    else wanted()?.scrollIntoView({ block: 'center' })
    document.getElementById('resume')?.addEventListener('click', () => {
      stuck = true
      trim()
      toEnd()
    })
  }
  start()
})()
