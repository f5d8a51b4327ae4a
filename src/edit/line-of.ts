/** The line of a text on which a field stands. */

/**
 * Counted from 1, or of the nearest field around it that is there; 0: none.
 * @param path as the API server writes it: `spec.containers[0].image`, `metadata.labels[a/b]`.
 */
export function lineOf(text: string, path: string): number {
  const lines = text.split('\n')
  let range: Range = { from: 0, to: lines.length, indent: 0 }
  let found = 0
  for (const step of steps(path)) {
    const next = /^\d+$/.test(step) ? item(lines, range, Number(step)) : null
    const inner = next ?? field(lines, range, step)
    if (inner === null) break
    found = inner.line
    range = inner
  }
  return found
}

/** Of each item of a list in a top field, as `lineOf` counts: what is no list of lines has none. */
export function itemLines(text: string, name: string): readonly number[] {
  const lines = text.split('\n')
  const list = field(lines, { from: 0, to: lines.length, indent: 0 }, name)
  return list === null ? [] : heads(lines, list).map((at) => at + 1)
}

interface Range {
  readonly from: number
  readonly to: number
  /** Of the fields in it. */
  readonly indent: number
}
type Found = Range & { readonly line: number }

const steps = (path: string) =>
  [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, index, key]) => index ?? key ?? '')

/** The same text with `- ` as spaces: an item's first field stands where the others do. */
const flat = (line: string) => line.replace(/^( *)((?:- +)*)/, (all) => ' '.repeat(all.length))
const depth = (line: string) => line.search(/[^ ]/)

function field(lines: readonly string[], { from, to, indent }: Range, name: string): Found | null {
  for (let at = from; at < to; at++) {
    const line = flat(lines[at] ?? '')
    if (depth(line) !== indent || keyOf(line) !== name) continue
    return { line: at + 1, ...below(lines, at + 1, to, indent) }
  }
  return null
}

const keyOf = (line: string) =>
  /^ *(?:"([^"]*)"|'([^']*)'|([^:]+)):(?: |$)/.exec(line)?.slice(1).find(Boolean)

/** What belongs to a field: deeper lines, and items as deep as itself. */
function below(lines: readonly string[], from: number, to: number, indent: number): Range {
  let end = from
  while (end < to && belongs(lines[end] ?? '', indent)) end++
  const first = lines.slice(from, end).find((line) => depth(line) >= 0) ?? ''
  return { from, to: end, indent: Math.max(depth(first), indent) }
}

function belongs(line: string, indent: number): boolean {
  const at = depth(line)
  return at < 0 || at > indent || (at === indent && /^ *-(?: |$)/.test(line))
}

function item(lines: readonly string[], range: Range, index: number): Found | null {
  const all = heads(lines, range)
  const at = all[index]
  if (at === undefined) return null
  const inner = depth(flat(lines[at] ?? ''))
  return { line: at + 1, from: at, to: all[index + 1] ?? range.to, indent: inner }
}

/** Where the items of a list begin. */
function heads(lines: readonly string[], { from, to, indent }: Range): readonly number[] {
  const found = []
  for (let at = from; at < to; at++)
    if (depth(lines[at] ?? '') === indent && /^ *-(?: |$)/.test(lines[at] ?? '')) found.push(at)
  return found
}
