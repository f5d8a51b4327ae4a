/* Ages tick: every <time> shows how long ago it was, by the same words as the server's (age.js is made from src/views/age.ts). */
;(() => {
  const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
  function tick() {
    for (const time of document.querySelectorAll('time[datetime]')) {
      const then = Date.parse(time.dateTime)
      if (Number.isNaN(then)) continue
      /* In a table the row is the stop of the tab key, elsewhere the age itself. */
      if (!time.closest('table, a')) time.tabIndex = 0
      const text = age(Date.now() - then)
      if (time.textContent !== text) time.textContent = text
    }
  }
  function words(time) {
    return ('about' in time.dataset ? 'about ' : '') + absolute.format(new Date(time.dateTime))
  }
  function tell(event) {
    const time = event.target.closest?.('time[datetime]')
    if (time) time.title = words(time)
  }
  /* The row under the focus says its instant in the foot: ages are no stops of the tab key. */
  function row(event) {
    const output = document.getElementById('instant')
    const own = event.target.closest?.('time[datetime]')
    const time = own ?? event.target.closest?.('tr')?.querySelector('time[datetime]')
    if (output) output.textContent = time ? words(time) : ''
  }
  document.addEventListener('pointerover', tell)
  document.addEventListener('focusin', row)
  document.addEventListener('htmx:after:swap', tick)
  tick()
  setInterval(tick, 1000)
})()
