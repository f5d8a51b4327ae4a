/* Ages tick: every <time> shows how long ago it was, by the same words as the server's (age.js is made from src/views/age.ts). */
;(() => {
  const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })
  function tick() {
    for (const time of document.querySelectorAll('time[datetime]')) {
      const then = Date.parse(time.dateTime)
      if (Number.isNaN(then)) continue
      const text = age(Date.now() - then)
      if (time.textContent !== text) time.textContent = text
    }
  }
  function tell(event) {
    const time = event.target.closest?.('time[datetime]')
    if (!time || time.dataset.told) return
    const about = 'about' in time.dataset ? 'about ' : ''
    time.title = about + absolute.format(new Date(time.dateTime))
    time.dataset.told = 'yes'
  }
  document.addEventListener('pointerover', tell)
  document.addEventListener('focusin', tell)
  document.addEventListener('htmx:after:swap', tick)
  setInterval(tick, 1000)
})()
