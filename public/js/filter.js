/* The filter box of a list says whether it is understood. */
document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  const box = document.getElementById('q')
  if (!['main', '#broken'].includes(ctx?.target?.id ?? ctx?.target) || !box) return
  box.setAttribute('aria-invalid', String(document.querySelector('#broken mark') !== null))
})
