/* A page in a frame of a portal that is listed: tells it how tall the page is, and no other. */
;(() => {
  const { origins } = document.currentScript.dataset
  let own = false
  try {
    own = parent.location.origin === location.origin
  } catch {
    /* Another site's. */
  }
  /* The dock of a page of ours. */
  if (own || parent === window) return
  const [around] = location.ancestorOrigins ?? []
  const listed = origins.split(' ').filter((origin) => origin && (!around || origin === around))
  /* What would lead out of the frame leads on in it. */
  document.querySelector('base')?.setAttribute('target', '_self')
  let told = 0
  function tell() {
    const height = Math.ceil(document.body.getBoundingClientRect().height)
    if (height === told) return
    told = height
    for (const origin of listed) parent.postMessage({ type: 'portlight:height', height }, origin)
  }
  function out() {
    const link = document.getElementById('out')
    if (!link) return
    const url = new URL(location.href)
    url.searchParams.delete('embed')
    link.href = url.pathname + url.search
  }
  document.addEventListener('htmx:after:swap', out)
  /* A page that stands in the dock's way fills its frame. */
  if (document.body.classList.contains('framed')) return
  new ResizeObserver(tell).observe(document.body)
  tell()
})()
