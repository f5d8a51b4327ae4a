/* What one row leads to stands on it while the hand is there: its logs, a shell, its YAML. They are made from the row's key, and
   stand in the cell of its box, which no change of the row touches. */
;(() => {
  const at = document.createElement('span')
  at.className = 'at'
  const leads = [
    ['Logs', 'logs', '[data-logs]'],
    ['Shell', 'exec', '[data-shells]'],
    ['YAML', 'yaml', 'table'],
  ]
  const carried = 'td:is([data-col$="ip"], [data-col="images"])'
  const stops = `td:not(.x) :is(a, time, [title]):not(.own), ${carried}`
  /* What a cell says, as far as it can be seen; all of one that has its own button. */
  function said(cell) {
    if (cell.matches(carried)) return cell.getBoundingClientRect()
    const words = document.createRange()
    words.selectNodeContents(cell)
    const { left, right, top, bottom, width } = words.getBoundingClientRect()
    const end = Math.min(right, cell.getBoundingClientRect().right)
    return { left, right: end, top, bottom, width }
  }
  function pointed(link) {
    const cell = link.closest('td').getBoundingClientRect()
    const { left, right, top, bottom, width } = link.getBoundingClientRect()
    return { left, right: Math.min(right, cell.right), top, bottom, width }
  }
  /* The last place before the edge where none of them lies under it; null: there is none. */
  function between(edge, boxes) {
    const { top, bottom, width } = at.getBoundingClientRect()
    let end = edge
    for (const one of boxes.toReversed()) {
      if (one.width === 0 || one.bottom <= top || one.top >= bottom) continue
      if (end - width - 4 >= one.right) return end
      end = Math.min(end, one.left - 4)
    }
    return null
  }
  /* Where it may end: as far to the right as can be seen and as no cell’s words lie under it, else nothing that tells more when it
     is pointed at. */
  function free(row) {
    const sheet = row.closest('.sheet')
    const seen = sheet.getBoundingClientRect().left + sheet.clientLeft + sheet.clientWidth
    const edge = Math.min(seen, row.getBoundingClientRect().right) - 8
    const cells = [...row.querySelectorAll('td:not(.x)')].map(said)
    const links = [...row.querySelectorAll(stops)].map(pointed)
    return between(edge, cells) ?? between(edge, links) ?? edge
  }
  /* What people carry elsewhere has its button in its own cell. */
  const own = document.createElement('button')
  own.className = 'copy own'
  own.tabIndex = -1
  function carry({ target }) {
    const cell = target.closest?.(`#rows ${carried}`)
    const text = cell?.innerText.trim()
    if (!text || cell === own.parentElement) return
    own.dataset.copy = text
    own.title = own.ariaLabel = `Copy ${text}`
    own.remove()
    const words = document.createRange()
    words.selectNodeContents(cell)
    const end = words.getBoundingClientRect().right - cell.getBoundingClientRect().left
    own.style.left = `${Math.min(end + 4, cell.clientWidth - 20)}px`
    cell.append(own)
  }
  document.addEventListener('pointerover', carry)
  document.addEventListener('focusin', carry)
  function place({ target }) {
    const row = target.closest?.('#rows > tr')
    const cell = row?.querySelector('.x')
    if (!cell || at.parentElement === cell) return
    at.parentElement?.removeAttribute('hx-morph-skip')
    const object = row.dataset.key.split('/').map(encodeURIComponent).join('/')
    const links = leads.flatMap(([text, part, where]) => {
      if (!row.closest(where)) return []
      const link = document.createElement('a')
      /* Set as a path it leads nowhere else, whatever stands in it. */
      link.href = location.origin
      link.pathname = `${location.pathname}/${object}/${part}`
      /* Its document has a policy of its own. */
      if (part === 'exec') link.setAttribute('hx-boost', 'false')
      link.textContent = text
      /* By their keys or the arrows (keys.js): as stops of the tab key they would double a page’s. */
      link.tabIndex = -1
      return link
    })
    const copy = document.createElement('button')
    copy.className = 'copy'
    copy.dataset.copy = row.dataset.key.replace(/^-\//, '')
    copy.title = copy.ariaLabel = `Copy ${copy.dataset.copy}`
    copy.tabIndex = -1
    at.replaceChildren(...links, copy)
    cell.setAttribute('hx-morph-skip', '')
    cell.append(at)
    const { right } = row.getBoundingClientRect()
    at.style.right = `${right - free(row)}px`
    htmx.process(at)
  }
  document.addEventListener('pointerover', place)
  document.addEventListener('focusin', place)
})()
