/* A row that moves is taken out and put in anew: what had the focus in it has it again, else the row in its place. */
;(() => {
  const stops = ':is(a, button, input, summary, [tabindex]):not(.at *)'
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
  function successor() {
    const rows = document.getElementById('rows')?.children ?? []
    const row = document.getElementById(before.id) ?? rows[Math.min(before.place, rows.length - 1)]
    const all = row?.querySelectorAll(stops) ?? []
    return all[before.stop] ?? all[0]
  }
  function give() {
    if (!before || document.activeElement !== document.body) return
    const stop = before.element.isConnected ? before.element : successor()
    stop?.focus({ preventScroll: true })
  }
  for (const name of ['htmx:sse:before:message', 'rows:before'])
    document.addEventListener(name, note)
  for (const name of ['htmx:sse:after:message', 'rows:after']) document.addEventListener(name, give)
})()
