/* What was done, or was not, said over the page for a moment: as the server says what a form did. */
window.did = (words, wrong = false) => {
  document.querySelector('.did')?.remove()
  const did = document.createElement('p')
  did.className = 'did'
  did.role = wrong ? 'alert' : 'status'
  if (wrong) did.dataset.tone = 'bad'
  document.body.append(did)
  /* Said aloud because it comes into what is there already. */
  did.textContent = words
}
