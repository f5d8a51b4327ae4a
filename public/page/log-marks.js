/* Lines that are marked by their times, one or a stretch of them, as the address then says; and what is shown, or marked, copied as plain text. */
;(() => {
  const box = document.getElementById('log')
  const copy = document.getElementById('copy')
  if (!box || !copy || box.dataset.marks) return
  box.dataset.marks = '1'
  /* Where the page was before a line was marked. */
  let before = null
  let first = null
  const links = () => [...box.querySelectorAll('#lines a[data-at]')]
  const marked = () => [...box.querySelectorAll('#lines [aria-current]')]

  /* Texts that order as the instants do. */
  function inTime(a, b) {
    return a < b ? -1 : Number(a > b)
  }
  function mark(lines) {
    for (const line of marked()) line.removeAttribute('aria-current')
    for (const line of lines) line.setAttribute('aria-current', 'true')
    copy.textContent = lines.length === 0 ? 'Copy' : `Copy ${lines.length}`
    copy.title = lines.length === 0 ? 'All lines shown, as plain text' : 'The marked lines, as text'
  }
  function between(one, other) {
    const all = links()
    const [from, to] = [all.indexOf(one), all.indexOf(other)].toSorted((a, b) => a - b)
    return from < 0 ? [other] : all.slice(from, to + 1)
  }
  function address(some) {
    const times = some.map((link) => link.dataset.at).toSorted(inTime)
    const url = new URL(some[0].href)
    url.searchParams.set('at', times[0])
    if (times.length > 1) url.searchParams.set('until', times.at(-1))
    return url.href.replaceAll('%3A', ':')
  }
  function clear() {
    mark([])
    first = null
    if (before !== null) history.replaceState(history.state, '', before)
    before = null
  }
  function choose(link, further) {
    const now = marked()
    if (!further && now.length === 1 && now[0] === link.parentElement) return clear()
    if (!further) first = link
    first ??= now[0]?.querySelector('a[data-at]') ?? link
    const some = between(first, link)
    before ??= location.href
    mark(some.map((one) => one.parentElement))
    history.replaceState(history.state, '', address(some))
  }
  function clicked(event) {
    const link = event.target.closest('#lines a[data-at]')
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    choose(link, event.shiftKey)
  }
  /* The server says them anew: colours, folded fields and cut ends are of the page alone. */
  function text() {
    const some = marked().length > 0 ? marked() : [...box.querySelectorAll('#lines > [id]')]
    const times = some.flatMap((line) => line.querySelector('a[data-at]')?.dataset.at ?? [])
    if (times.length === 0) return Promise.reject(new Error('There are no lines.'))
    const ordered = times.toSorted(inTime)
    const url = new URL(document.getElementById('log-raw').href)
    for (const name of ['since', 'head', 'at', 'until']) url.searchParams.delete(name)
    url.searchParams.set('from', ordered[0] ?? '')
    url.searchParams.set('to', ordered.at(-1) ?? '')
    url.searchParams.set('tail', '10000')
    if (box.dataset.times !== 'off') url.searchParams.set('timestamps', 'utc')
    return fetch(url).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
  }
  async function copied() {
    copy.textContent = await window.copyText(text()).then(
      () => 'Copied',
      () => 'Not copied',
    )
    setTimeout(() => mark(marked()), 1500)
  }
  box.addEventListener('click', clicked)
  box.addEventListener('keydown', (event) => event.key === 'Escape' && clear())
  copy.addEventListener('click', () => void copied())
  copy.hidden = false
  mark(marked())
})()
