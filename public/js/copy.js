/* Text into the clipboard; where the page came by plain http there is none but the old way. */
window.copyText = async (coming) => {
  if (navigator.clipboard?.write === undefined) {
    const area = document.createElement('textarea')
    area.value = await coming
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
    return
  }
  const blob = Promise.resolve(coming).then((words) => new Blob([words], { type: 'text/plain' }))
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}
/* A button with what it copies: for a moment it says how that went. */
;(() => {
  async function copied(button) {
    const { ariaLabel } = button
    const done = await window.copyText(button.dataset.copy).then(
      () => 'Copied',
      () => 'Not copied',
    )
    button.dataset.copied = button.ariaLabel = done
    setTimeout(() => {
      delete button.dataset.copied
      button.ariaLabel = ariaLabel
    }, 1500)
  }
  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-copy]:not([data-copied])')
    if (button) void copied(button)
  })
})()
