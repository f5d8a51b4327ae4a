/* What one row leads to stands on it while the hand is there: its logs, its YAML. They are made from the row's key, and
   stand in the cell of its box, which no change of the row touches. */
;(() => {
  const at = document.createElement('span')
  at.className = 'at'
  function place({ target }) {
    const row = target.closest?.('#rows > tr')
    const cell = row?.querySelector('.x')
    if (!cell || at.parentElement === cell) return
    at.parentElement?.removeAttribute('hx-morph-skip')
    const object = row.dataset.key.split('/').map(encodeURIComponent).join('/')
    const parts = row.closest('[data-logs]') ? ['Logs', 'YAML'] : ['YAML']
    const links = parts.map((text) => {
      const link = document.createElement('a')
      /* Set as a path it leads nowhere else, whatever stands in it. */
      link.href = location.origin
      link.pathname = `${location.pathname}/${object}/${text.toLowerCase()}`
      link.textContent = text
      /* By their keys or the arrows (keys.js): as stops of the tab key they would double a page’s. */
      link.tabIndex = -1
      return link
    })
    at.replaceChildren(...links)
    cell.setAttribute('hx-morph-skip', '')
    cell.append(at)
    const sheet = row.closest('.sheet')
    const hidden = row.offsetWidth - sheet.scrollLeft - sheet.clientWidth
    at.style.right = `${Math.max(0, hidden) + 8}px`
    htmx.process(at)
  }
  document.addEventListener('pointerover', place)
  document.addEventListener('focusin', place)
})()
