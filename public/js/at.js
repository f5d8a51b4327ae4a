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
  /* Where it may end: as far to the right as can be seen and as nothing that tells more when it is pointed at lies under it. */
  function free(row) {
    const sheet = row.closest('.sheet')
    const { top, bottom, width } = at.getBoundingClientRect()
    const seen = sheet.getBoundingClientRect().left + sheet.clientLeft + sheet.clientWidth
    const edge = Math.min(seen, row.getBoundingClientRect().right) - 8
    let end = edge
    const stops = `td:not(.x) :is(a, time, [title]):not(.own), ${carried}`
    for (const link of [...row.querySelectorAll(stops)].toReversed()) {
      const one = link.getBoundingClientRect()
      const cell = link.closest('td').getBoundingClientRect()
      if (one.width === 0 || one.bottom <= top || one.top >= bottom) continue
      if (end - width - 4 >= Math.min(one.right, cell.right)) return end
      end = Math.min(end, one.left - 4)
    }
    return edge
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
