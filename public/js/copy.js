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
