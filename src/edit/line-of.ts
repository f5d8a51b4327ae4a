/** The line of a text on which a field stands. */

/**
 * Counted from 1, or of the nearest field around it that is there; 0: none.
 * @param path as the API server writes it: `spec.containers[0].image`, `metadata.labels[a/b]`.
 */
export type LineOf = (path: string) => number

/** For who asks of one text again and again: each stretch of it is looked through once. */
export function linesIn(text: string): LineOf {
  const whole = wholeOf(text)
  return (path) => {
    let [block, found] = [whole, 0]
    for (const step of steps(path)) {
      const inner = block.item(step) ?? block.field(step)
      if (inner === null) break
      found = inner.line
      block = inner
    }
    return found
  }
}

export const lineOf = (text: string, path: string): number => linesIn(text)(path)

/** Of each item of a list in a top field, as `lineOf` counts: what is no list of lines has none. */
export const itemLines = (text: string, name: string): readonly number[] =>
  wholeOf(text).field(name)?.items() ?? []

function wholeOf(text: string): Block {
  const lines = text.split('\n')
  return new Block(lines, { line: 0, from: 0, to: lines.length, indent: 0 })
}

/** Characters of a path that are read: the API server repeats keys of any length. */
export const longest = 2000

const steps = (path: string) =>
  [...path.slice(0, longest).matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, index, key]) => index ?? key ?? '',
  )

/** The same text with `- ` as spaces: an item's first field stands where the others do. */
const flat = (line: string) => line.replace(/^( *)((?:- +)*)/, (all) => ' '.repeat(all.length))
const depth = (line: string) => line.search(/[^ ]/)

interface Range {
  /** Where what it is of stands, counted from 1. */
  readonly line: number
  readonly from: number
  readonly to: number
  /** Of the fields in it. */
  readonly indent: number
}

/** A stretch of lines: fields or items beneath one another. */
class Block {
  readonly line: number
  readonly #lines: readonly string[]
  readonly #range: Range
  /** Lines on which fields begin, counted from 0, and items. */
  #fields: ReadonlyMap<string, number> | null = null
  #heads: readonly number[] | null = null
  /** Looked at before, by their lines. */
  readonly #known = new Map<number, Block>()

  constructor(lines: readonly string[], range: Range) {
    this.#lines = lines
    this.#range = range
    this.line = range.line
  }

  field(name: string): Block | null {
    this.#fields ??= fieldsIn(this.#lines, this.#range)
    const at = this.#fields.get(name)
    return at === undefined ? null : this.#at(at, () => below(this.#lines, at, this.#range))
  }

  /** @param index null comes back for what is no number too. */
  item(index: string): Block | null {
    if (!/^\d+$/.test(index)) return null
    const all = (this.#heads ??= heads(this.#lines, this.#range))
    const at = all[Number(index)]
    if (at === undefined) return null
    const to = all[Number(index) + 1] ?? this.#range.to
    const indent = depth(flat(this.#lines[at] ?? ''))
    return this.#at(at, () => ({ line: at + 1, from: at, to, indent }))
  }

  items(): readonly number[] {
    return (this.#heads ??= heads(this.#lines, this.#range)).map((at) => at + 1)
  }

  #at(at: number, range: () => Range): Block {
    const found = this.#known.get(at) ?? new Block(this.#lines, range())
    this.#known.set(at, found)
    return found
  }
}

/** The first of a name counts. */
function fieldsIn(lines: readonly string[], { from, to, indent }: Range) {
  const found = new Map<string, number>()
  for (let at = from; at < to; at++) {
    const line = flat(lines[at] ?? '')
    if (depth(line) !== indent) continue
    const key = keyOf(line.slice(indent))
    if (key !== undefined && !found.has(key)) found.set(key, at)
  }
  return found
}

/** @param line from its first character on. */
const keyOf = (line: string) =>
  /^(?:"([^"]*)"|'([^']*)'|([^:]+)):(?: |$)/.exec(line)?.slice(1).find(Boolean)

/** What belongs to a field: deeper lines, and items as deep as itself. */
function below(lines: readonly string[], at: number, { to, indent }: Range): Range {
  let [end, first] = [at + 1, -1]
  while (end < to && belongs(lines[end] ?? '', indent)) {
    if (first < 0) first = depth(lines[end] ?? '')
    end++
  }
  return { line: at + 1, from: at + 1, to: end, indent: Math.max(first, indent) }
}

function belongs(line: string, indent: number): boolean {
  const at = depth(line)
  return at < 0 || at > indent || (at === indent && /^ *-(?: |$)/.test(line))
}

/** Where the items of a list begin. */
function heads(lines: readonly string[], { from, to, indent }: Range): readonly number[] {
  const found = []
  for (let at = from; at < to; at++)
    if (depth(lines[at] ?? '') === indent && /^ *-(?: |$)/.test(lines[at] ?? '')) found.push(at)
  return found
}
