/* A row that moves is taken out and put in anew: what had the focus in it has it again, else the row in its place. */
;(() => {
  const stops = 'a, button, input, summary, [tabindex]'
  let before = null
  function note() {
    const element = document.activeElement
    const row = element?.closest('#rows > tr')
    before = row && {
      element,
      id: row.id,
      place: [...row.parentElement.children].indexOf(row),
      stop: [...row.querySelectorAll(stops)].indexOf(element),
    }
  }
  function give() {
    if (!before || before.element.isConnected) return
    const rows = document.getElementById('rows')?.children ?? []
    const row = document.getElementById(before.id) ?? rows[Math.min(before.place, rows.length - 1)]
    const stop = row?.querySelectorAll(stops)[before.stop] ?? row
    stop?.focus({ preventScroll: true })
  }
  document.addEventListener('htmx:sse:before:message', note)
  document.addEventListener('htmx:sse:after:message', give)
})()
