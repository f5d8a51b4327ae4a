/** Reads what stands in a filter box into its terms, each with its place. Never throws; whatever is typed is read whole. */

/** `!=` says what `-…=` says; an empty sign asks whether there is such a thing at all. */
export type Sign = '' | ':' | '=' | '!=' | '<' | '>' | '<=' | '>='

export interface Term {
  /** Places in what was typed, from 0: the first character, and the one behind the last. */
  readonly from: number
  readonly to: number
  /** As it was typed. */
  readonly text: string
  readonly not: boolean
  /** What stands before the sign, in lower case; null for a bare word. */
  readonly name: string | null
  /** Of `label:KEY=value`. */
  readonly key: string | null
  readonly sign: Sign
  /** What is looked for: quotes are gone, and the slashes of an expression. */
  readonly value: string
  readonly expression: boolean
  /** A sentence about what cannot be read. */
  readonly wrong: string | null
}

/** Terms that were not meant as they stand. */
export interface Slip {
  /** The place behind the last of them. */
  readonly to: number
  /** A sentence. */
  readonly why: string
  /** What the sentence says to write in their place. */
  readonly meant?: string
}

type Part = Pick<Term, 'name' | 'key' | 'sign'>
type Value = Pick<Term, 'value' | 'expression' | 'wrong'>

/** Fields that have a key of their own behind their name. */
const keyed: ReadonlySet<string> = new Set(['label', 'annotation'])

const space = /\s*/y
const named = /(?<name>[a-z0-9][a-z0-9-]*)(?<sign>!=|<=|>=|[:=<>])/iy
const keys = /(?<key>[^\s"/:=!<>][^\s":=!<>]*)(?<sign>!=|<=|>=|[:=<>])?/y
/** Slashes in brackets and behind a backslash belong to the expression; white space does too. */
const slashed = /\/(?<value>(?:\\.|\[(?:\\.|[^\]\\])*\]|\[(?!(?:\\.|[^\]\\])*\])|[^\\/[])+)\//y
const worded = /(?:"[^"]*"?|[^\s"])*/y
const rest = /\S*/y

/** Terms stand apart by white space outside double quotes and slashes; an open quote runs to the end. */
export function terms(typed: string): readonly Term[] {
  const found: Term[] = []
  let at = taken(space, typed, 0)
  while (at < typed.length) {
    const term = termAt(typed, at)
    found.push(term)
    at = taken(space, typed, term.to)
  }
  return found
}

function termAt(typed: string, from: number): Term {
  const not = typed[from] === '-' && /\S/.test(typed[from + 1] ?? ' ')
  const start = not ? from + 1 : from
  const part = partAt(typed, start)
  const value = valueAt(typed, part.to, /[<>=]/.test(part.sign))
  const text = typed.slice(from, value.to)
  return { from, not, ...part, ...value, text }
}

interface To {
  readonly to: number
}

function partAt(typed: string, at: number): Part & To {
  const { name, sign } = groupsAt(named, typed, at)
  if (name === undefined || sign === undefined) return { name: null, key: null, sign: '', to: at }
  const to = at + name.length + sign.length
  const low = name.toLowerCase()
  const inner = sign === ':' && keyed.has(low) ? groupsAt(keys, typed, to) : {}
  if (inner['key'] === undefined) return { name: low, key: null, sign: sign as Sign, to }
  const { key, sign: own = '' } = inner
  return { name: low, key, sign: own as Sign, to: to + key.length + own.length }
}

/** @param exact a path may stand there: it need not be an expression. */
function valueAt(typed: string, at: number, exact: boolean): Value & To {
  const { value } = groupsAt(slashed, typed, at)
  if (value === undefined) {
    const to = taken(worded, typed, at)
    const word = typed.slice(at, to)
    const wrong = exact ? null : unclosed(word)
    return { value: word.replaceAll('"', ''), expression: false, wrong, to }
  }
  const end = at + value.length + 2
  const to = taken(rest, typed, end)
  const wrong =
    to === end
      ? null
      : `Behind the closing slash comes a space, not “${typed.slice(end, to)}”; upper and lower case are alike as it is.`
  return { value, expression: true, wrong, to }
}

function unclosed(word: string): string | null {
  if (!word.startsWith('/')) return null
  if (word.startsWith('//'))
    return 'This expression is empty: something stands between its slashes.'
  return 'This expression is not closed: end it with /. What is no expression stands in double quotes.'
}

function taken(form: RegExp, text: string, at: number): number {
  form.lastIndex = at
  return at + (form.exec(text)?.[0].length ?? 0)
}

function groupsAt(form: RegExp, text: string, at: number): Readonly<Record<string, string>> {
  form.lastIndex = at
  return form.exec(text)?.groups ?? {}
}
