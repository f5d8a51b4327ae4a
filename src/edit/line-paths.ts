/** Which value each line of an object's YAML belongs to, in the form that API servers and js-yaml write. */

/** Keys, and places in lists as `[0]`, from the top down. */
export type Path = string
export const below = (path: Path, step: string): Path => `${path}\u0000${step}`
export const item = (path: Path, index: number): Path => below(path, `[${index}]`)
export const root: Path = ''
/** The value that holds it. */
export const around = (path: Path): Path => path.slice(0, Math.max(0, path.lastIndexOf('\u0000')))

interface Frame {
  readonly indent: number
  readonly path: Path
  readonly list: boolean
  /** How many items were there so far. */
  count: number
}

/** What a line leaves for those after it. */
interface Walk {
  readonly open: Frame[]
  /** Of the last key or item without a value on its line: what comes deeper is its own. */
  holder: Path
  /** A text that may go on over deeper lines. */
  text: { readonly indent: number; readonly path: Path } | null
}

/** One for each line; of a line without a value of its own that of the value around it. */
export function linePaths(text: string): readonly Path[] {
  const walk: Walk = { open: [], holder: root, text: null }
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => pathOf(line, walk))
}

function pathOf(line: string, walk: Walk): Path {
  let indent = line.search(/[^ ]/)
  const said = walk.text
  if (said !== null && (indent < 0 || indent > said.indent)) return said.path
  if (indent < 0 || line[indent] === '#') return walk.holder
  const { open } = walk
  while ((open.at(-1)?.indent ?? -1) > indent) open.pop()
  let outer = indent
  let rest = line.slice(indent)
  for (let dash = dashOf(rest); dash > 0; dash = dashOf(rest)) {
    const list = frame(walk, indent, true)
    walk.holder = item(list.path, list.count++)
    rest = rest.slice(dash)
    outer = indent
    indent += dash
  }
  return valued(rest, { indent, outer }, walk)
}

/** How far a `-` and what is behind it reach; 0: there is none. */
const dashOf = (rest: string) => /^-(?: +|$)/.exec(rest)?.[0].length ?? 0

const keyed = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#][^:]*(?::[^\s:][^:]*)*):(?:\s+(.*))?$/

function valued(rest: string, at: { indent: number; outer: number }, walk: Walk): Path {
  const [, key, value = ''] = keyed.exec(rest) ?? []
  if (key === undefined) {
    walk.text = { indent: at.outer, path: walk.holder }
    return walk.holder
  }
  const path = below(frame(walk, at.indent, false).path, plain(key))
  const empty = value === '' || value.startsWith('#')
  walk.holder = path
  walk.text = empty ? null : { indent: at.indent, path }
  return path
}

/** The one of this indent that is open, or a new one of what holds it. A list may stand as deep as its key. */
function frame({ open, holder }: Walk, indent: number, list: boolean): Frame {
  if (!list && open.at(-1)?.list === true && open.at(-1)?.indent === indent) open.pop()
  const last = open.at(-1)
  if (last?.indent === indent && last.list === list) return last
  const next = { indent, path: holder, list, count: 0 }
  open.push(next)
  return next
}

function plain(key: string): string {
  if (key.startsWith("'")) return key.slice(1, -1).replaceAll("''", "'")
  if (!key.startsWith('"')) return key
  try {
    return String(JSON.parse(key))
  } catch {
    return key
  }
}
