/* The bar of selected rows: how many they are, and what can be done with them. */
;(() => {
  function table() {
    return document.querySelector('table[data-resource]')
  }
  function kubectl() {
    const { resource, context: called } = table().dataset
    const context = called ? `--context ${window.quoted(called)} ` : ''
    const spaces = Map.groupBy(window.selected.keys.values(), (key) => key.split('/')[0])
    const lines = [...spaces].map(([space, keys]) => {
      const objects = keys.map((key) => window.quoted(key.slice(space.length + 1)))
      const where = space === '-' ? '' : ` -n ${space}`
      return `kubectl ${context}get ${resource}${where} -- ${objects.join(' ')}`
    })
    return lines.join('\n')
  }
  /* The list’s address, or what is below it, of all that match: it leads nowhere else, whatever stands in it. */
  function address(below, query) {
    const url = new URL(location.origin)
    url.pathname = location.pathname + below
    url.search = query
    return url.href
  }
  function exported(as, columns = {}) {
    const query = window.selected.query()
    for (const [name, value] of Object.entries({ ...columns, size: 'all', as }))
      query.set(name, value)
    return address('', query)
  }
  async function names() {
    const { all, keys } = window.selected
    if (!all) return [...keys.values()].map((key) => key.replace(/^-\//, '')).join('\n')
    const wide = document.querySelector('#rows > tr[data-key^="-/"]')
    const answer = await fetch(exported('tsv', { cols: wide ? 'name' : 'namespace,name' }))
    if (!answer.ok) throw new Error(answer.statusText)
    const [, ...lines] = (await answer.text()).trimEnd().split('\n')
    return lines.map((line) => line.replace('\t', '/')).join('\n')
  }
  /* The logs of those selected, or of what the list’s address selects. */
  function logs() {
    const { all, keys } = window.selected
    if (!all) return address('/logs', `pod=${[...keys.values()].join()}`)
    const query = window.selected.query()
    if (query.has('q')) query.set('match', query.get('q'))
    query.delete('q')
    return address('/logs', query)
  }
  function made(name, text, rest = {}) {
    return Object.assign(document.createElement(name), { textContent: text, ...rest })
  }
  function button(text, act) {
    const one = made('button', text, { type: 'button', className: 'btn' })
    one.addEventListener('click', act)
    return one
  }
  function copier(text, what) {
    const one = button(text, async () => {
      one.textContent = await window.copyText(what()).then(
        () => 'Copied',
        () => 'Not copied',
      )
      setTimeout(() => {
        one.textContent = text
      }, 1500)
    })
    return one
  }
  function whole() {
    const { total } = table().dataset
    return `All ${total ? `${Number(total).toLocaleString('en')} ` : ''}that match`
  }
  function words() {
    const { all, keys, gone } = window.selected
    if (all) return [whole(), '']
    const away = [...keys.keys()].filter((id) => !document.getElementById(id)).length
    const notes = [away && `${away} not on this page`, gone && `${gone} gone since`]
    return [`${keys.size} selected`, notes.filter(Boolean).join(', ')]
  }
  /* More than the page shows match, and all of the page are selected. */
  function more() {
    const { total } = table().dataset
    const { all, keys } = window.selected
    return !all && document.getElementById('all').checked && !(Number(total) <= keys.size)
  }
  /* Logs of everything there is, or of more than can be named, are none. */
  function logged() {
    const { all, keys } = window.selected
    if (table().dataset.logs !== 'itself') return false
    return all ? logs().includes('?') : keys.size > 0 && keys.size <= 100
  }
  /* No page of ours: the browser has to go there itself. */
  function yaml() {
    const link = made('a', 'YAML', { className: 'btn', href: exported('yaml') })
    link.setAttribute('hx-boost', 'false')
    return link
  }
  /* What is done to them, each a button of one form: what is looked over first is the server’s own page. */
  function acts() {
    const { all, keys } = window.selected
    const form = made('form', '', { method: 'post', action: `${location.pathname}/do` })
    form.setAttribute('hx-boost', 'false')
    const field = (name, value) => form.append(made('input', '', { type: 'hidden', name, value }))
    const query = String(window.selected.query())
    const lines = [...keys].map(([id, key]) => `${id.slice(4)} ${key}`)
    field('from', location.search.slice(1))
    field(all ? 'all' : 'on', all ? query : lines.join('\n'))
    for (const act of table().dataset.acts.split(';')) {
      const [value, text, title] = act.split(':')
      const rest = { name: 'action', value, title, disabled: title !== '', className: 'btn' }
      form.append(made('button', text, rest))
    }
    return form
  }
  /* What can be done with these: nothing stands there that leads nowhere. */
  function ways() {
    const { all, keys, wholly, clear } = window.selected
    const some = all || keys.size > 0
    return [
      ...(more() ? [button(whole(), wholly)] : []),
      ...(logged() ? [made('a', 'Logs', { className: 'btn', href: logs() })] : []),
      ...(all ? [yaml()] : []),
      ...(some ? [copier('Copy names', names)] : []),
      ...(some && !all ? [copier('Copy kubectl', kubectl)] : []),
      ...(some && table().dataset.acts ? [acts()] : []),
      button('Clear', clear),
    ]
  }
  let said = ''
  function show() {
    const old = document.getElementById('bulk')
    const { all, keys, gone } = window.selected
    if (!all && keys.size === 0 && gone === 0) {
      old?.remove()
      return
    }
    const [text, note] = words()
    const parts = ways()
    const now = [text, note, logs(), ...parts.map((part) => part.textContent)].join()
    if (old && said === now) return
    said = now
    const bar = made('div', '', { id: 'bulk', role: 'region', ariaLabel: 'Selected rows' })
    bar.append(made('b', text), made('span', note, { className: 'faint' }), ...parts)
    const focus = old?.contains(document.activeElement)
    if (old) old.replaceWith(bar)
    else document.querySelector('.under').prepend(bar)
    htmx.process(bar)
    if (focus) bar.querySelector('.btn').focus()
  }
  document.addEventListener('selected', show)
})()
