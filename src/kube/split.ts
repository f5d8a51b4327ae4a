/** Where the objects of a list begin and end in its JSON: each is passed on without being read. */

export interface Pieces {
  /** The list without its items, as JSON. */
  readonly head: string
  /** Each item as it was sent. */
  readonly items: readonly string[]
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const open = 0x7b
const close = 0x7d
const begin = 0x5b
const end = 0x5d

/** Throws `SyntaxError` for what is cut or is no JSON object; what stands inside an item is not checked. */
export function split(text: string): Pieces {
  const head: string[] = []
  let items: readonly string[] = []
  each(text, blank(text, 0), open, (from) => {
    const key = text.slice(from, closing(text, from))
    const colon = blank(text, from + key.length)
    if (text[colon] !== ':') throw broken(colon)
    const value = blank(text, colon + 1)
    const to = after(text, value)
    const listed = key === '"items"' && text.charCodeAt(value) === begin
    if (listed) items = elements(text, value)
    else head.push(text.slice(from, to))
    return to
  })
  return { head: `{${head.join(',')}}`, items }
}

function elements(text: string, at: number): readonly string[] {
  const found: string[] = []
  each(text, at, begin, (from) => {
    const to = after(text, from)
    found.push(text.slice(from, to))
    return to
  })
  return found
}

/** Calls `member` where each begins; it says where it ends. @param mark the bracket that stands at `at`. */
function each(text: string, at: number, mark: number, member: (from: number) => number): void {
  if (text.charCodeAt(at) !== mark) throw broken(at)
  const last = mark === open ? close : end
  let next = blank(text, at + 1)
  if (text.charCodeAt(next) === last) return
  for (;;) {
    next = blank(text, member(next))
    const found = text.charCodeAt(next)
    if (found === last) return
    if (found !== comma) throw broken(next)
    next = blank(text, next + 1)
  }
}

/** Behind the value that begins here. */
function after(text: string, at: number): number {
  const first = text.charCodeAt(at)
  if (first === quote) return closing(text, at)
  if (first === open || first === begin) return behind(text, at)
  const rest = /[^\s,}\]]+/y
  rest.lastIndex = at
  if (!rest.test(text)) throw broken(at)
  return rest.lastIndex
}

/** Behind the bracket that closes the one here. */
function behind(text: string, at: number): number {
  let depth = 0
  for (let next = at; next < text.length; next += 1) {
    const mark = text.charCodeAt(next)
    if (mark === quote) next = closing(text, next) - 1
    else if (mark === open || mark === begin) depth += 1
    else if (mark === close || mark === end) depth -= 1
    if (depth === 0) return next + 1
  }
  throw broken(text.length)
}

/** Behind the string that begins here. */
function closing(text: string, at: number): number {
  if (text.charCodeAt(at) !== quote) throw broken(at)
  for (let next = at + 1; ; next += 1) {
    next = text.indexOf('"', next)
    if (next < 0) throw broken(text.length)
    let slashes = 0
    while (text.charCodeAt(next - 1 - slashes) === backslash) slashes += 1
    if (slashes % 2 === 0) return next + 1
  }
}

function blank(text: string, at: number): number {
  let next = at
  while (text.charCodeAt(next) <= 0x20) next += 1
  return next
}

const broken = (at: number) => new SyntaxError(`no JSON at ${at}`)
