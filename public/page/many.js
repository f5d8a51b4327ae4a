/* What the form of many says follows its ticks: the heading, the button, the kubectl line, and what is typed to confirm. */
;(() => {
  const form = document.querySelector('form.many')
  if (!form || form.dataset.on) return
  form.dataset.on = '1'
  const head = document.querySelector('h1[data-one]')
  const cli = document.querySelector('.under > .cli[data-before]')
  const button = form.querySelector('.row > button:not([name])')
  const confirm = form.elements.namedItem('confirm')
  const off = button?.disabled
  const ticked = () => [...form.querySelectorAll('.steps input:checked')]
  function title(count) {
    const { one, many } = head.dataset
    const text = count === 1 ? one : many.replace('#', count.toLocaleString('en'))
    document.title = document.title.replace(head.textContent, text)
    head.textContent = text
  }
  function line(boxes) {
    const { before, after, most } = cli.dataset
    const spaces = Map.groupBy(boxes, ({ dataset }) => dataset.scope)
    const lines = [...spaces].map(([scope, some]) =>
      [before, ...some.map(({ dataset }) => dataset.object), scope, after]
        .filter(Boolean)
        .join(' '),
    )
    const text = lines.join('; ')
    const none = boxes.length === 0 || (cli.dataset.typed && !after)
    cli.hidden = none || boxes.length > Number(most)
    cli.querySelector('code').textContent = text
    cli.querySelector('.copy').dataset.copy = text
  }
  /* The same word as the server asks for of those that are sent. */
  function word(boxes) {
    const all = new Set(boxes.map(({ dataset }) => dataset.confirms).filter(Boolean))
    const label = confirm.closest('label')
    label.hidden = all.size === 0
    confirm.required = all.size > 0
    confirm.pattern = '.*'
    if (all.size === 0) return
    const asked =
      all.size > 3
        ? `${all.size} namespaces`
        : [...all].toSorted((a, b) => (a < b ? -1 : 1)).join(',')
    confirm.pattern = `\\s*${asked}\\s*`
    const words = label.querySelector('span')
    words.textContent = words.textContent.replace(
      /^Type .* to delete/,
      () => `Type ${asked} to delete`,
    )
  }
  function show() {
    const boxes = ticked()
    title(boxes.length)
    if (cli) line(boxes)
    if (confirm) word(boxes)
    if (button) button.disabled = off || boxes.length === 0
  }
  /* What is typed stands behind the names. */
  function follow(field) {
    if (!cli || !field) return
    if (field.dataset.option) {
      cli.dataset.after = window.options(form)
      show()
      return
    }
    if (field.name !== cli.dataset.typed) return
    const words = window.worded(field)
    if (words === null) return
    cli.dataset.after = words && cli.dataset.within.replace('__', () => words)
    show()
  }
  form.addEventListener('change', show)
  form.addEventListener('input', ({ target }) => follow(target))
  /* Ticks and words that the browser puts back come after this script. */
  window.addEventListener('pageshow', () => {
    follow(form.elements.namedItem(cli?.dataset.typed ?? ''))
    follow(form.querySelector('[data-option]'))
    show()
  })
  show()
})()
