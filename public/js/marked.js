/* What is marked to be copied stays marked while the page changes around it: what a morph moves loses its mark. */
;(() => {
  let ends = null
  function note() {
    const { isCollapsed, anchorNode, anchorOffset, focusNode, focusOffset } = getSelection()
    ends = isCollapsed ? null : [anchorNode, anchorOffset, focusNode, focusOffset]
  }
  function again() {
    const there = ends?.every((end) => end.isConnected ?? true)
    if (there && getSelection().isCollapsed)
      try {
        getSelection().setBaseAndExtent(...ends)
      } catch {
        /* The text is shorter now: it is another one. */
      }
    ends = null
  }
  document.addEventListener('htmx:before:swap', note)
  document.addEventListener('htmx:after:swap', again)
})()
