/* What a cell cuts off is read by resting on it. */
document.addEventListener('pointerover', ({ target }) => {
  const cell = target.closest?.('td:not(.x)')
  if (cell && !cell.title && cell.scrollWidth > cell.clientWidth)
    cell.title = cell.textContent.trim()
})
