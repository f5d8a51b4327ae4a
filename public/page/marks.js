/* Labels and annotations as kubectl takes them: of a field of lines what they set and take away, beside what is now. */
;(() => {
  const key = /^(?:[a-z0-9][-a-z0-9.]*\/)?[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/
  function unquoted(value) {
    if (!value.startsWith('"')) return value
    try {
      return JSON.parse(value)
    } catch {
      return value
    }
  }
  /* Key → value, or null where it is taken away (`key-`, of many alone); null: a line names no key. */
  function read(text, many) {
    const all = new Map()
    for (const line of text.split('\n').map((each) => each.trim())) {
      if (line === '') continue
      const [name, ...rest] = line.split('=')
      const taken = many && rest.length === 0 && name.endsWith('-')
      const named = taken ? name.slice(0, -1) : name.trim()
      if (!key.test(named)) return null
      all.set(named, taken ? null : unquoted(rest.join('=').trim()))
    }
    return all
  }
  window.marks = (field, quoted) => {
    const many = field.form.classList.contains('many')
    const [now, wanted] = [read(field.dataset.now, false), read(field.value, many)]
    if (!now || !wanted) return null
    const set = [...wanted].filter(([name, value]) => now.get(name) !== value)
    const gone = [...now.keys()].filter((name) => !wanted.has(name))
    const over = many ? set.length > 0 : set.some(([name]) => now.has(name))
    return [
      ...set.map(([name, value]) => (value === null ? `${name}-` : quoted(`${name}=${value}`))),
      ...gone.map((name) => `${name}-`),
      ...(over ? ['--overwrite'] : []),
    ].join(' ')
  }
})()
