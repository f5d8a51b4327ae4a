/** The filter box's language: words, `-word`, `"two words"`, `field:value`, `field>value`, `field<value`. */
import type { Value } from './window.ts'

/** What a filter reads of a row type. */
export interface Filterable<R> {
  /** What bare words search: namespace and name. */
  readonly text: (row: R) => string
  /** The fields a person may name, by column id; a sentence for one that people expect and that is not here. */
  readonly fields: ReadonlyMap<string, Field<R> | string>
}
export interface Field<R> {
  /** What `field:value` searches. */
  readonly text: (row: R) => string
  /** Words that mean something other than their letters: null for one that does not. */
  readonly word?: (typed: string) => ((row: R) => boolean) | null
  /** What `field>value` compares. */
  readonly value: (row: R) => Value
  /** Reads what a person typed behind `>` or `<` into what `value` gives; null: it is not of that sort. */
  readonly read: (typed: string) => Value
}

export interface Filter<R> {
  readonly matches: (row: R) => boolean
  /** What could not be understood, a sentence each; those terms are left out. */
  readonly wrong: readonly string[]
}

type Term<R> = (row: R) => boolean

/** All terms must match; case does not count. An unknown field's name is a plain word: names may hold colons. */
export function filter<R>(typed: string, over: Filterable<R>): Filter<R> {
  const wrong: string[] = []
  const terms: Term<R>[] = []
  for (const word of words(typed)) {
    const found = term(word, over)
    if (typeof found === 'string') wrong.push(found)
    else terms.push(found)
  }
  return { matches: (row) => terms.every((matches) => matches(row)), wrong }
}

/** Splits at white space outside double quotes; an open quote runs to the end. */
function words(typed: string): string[] {
  return typed.match(/(?:"[^"]*"?|[^\s"])+/g) ?? []
}

function term<R>(word: string, over: Filterable<R>): Term<R> | string {
  if (/^\/.*\/$/.test(word)) return `${word}: regular expressions are not understood here yet.`
  return inverse(word, over) ?? named(word, over) ?? plain(word, over)
}

function inverse<R>(word: string, over: Filterable<R>): Term<R> | string | null {
  if (!word.startsWith('-') || word.length === 1) return null
  const inner = term(word.slice(1), over)
  return typeof inner === 'string' ? inner : (row) => !inner(row)
}

function plain<R>(word: string, over: Filterable<R>): Term<R> {
  const wanted = bare(word).toLowerCase()
  return (row) => over.text(row).toLowerCase().includes(wanted)
}

/** `field:value` and its like; null where no such field is known. */
function named<R>(word: string, over: Filterable<R>): Term<R> | string | null {
  const parts = /^(?<name>[a-z][a-z0-9-]*)(?<sign>[:<>])(?<rest>.*)$/is.exec(word)?.groups ?? {}
  const field = over.fields.get(parts['name']?.toLowerCase() ?? '')
  if (typeof field === 'string') return `${word}: ${field}`
  return field === undefined ? null : compared(field, parts)
}

function compared<R>(field: Field<R>, parts: Readonly<Record<string, string>>): Term<R> | string {
  const { name = '', sign = '', rest = '' } = parts
  const typed = bare(rest)
  if (sign === ':') {
    const known = field.word?.(typed) ?? null
    if (known !== null) return known
    const wanted = typed.toLowerCase()
    return (row) => field.text(row).toLowerCase().includes(wanted)
  }
  const limit = field.read(typed)
  if (limit === null)
    return `${name}${sign}${typed}: “${typed}” cannot be compared with this column.`
  return (row) => {
    const value = field.value(row)
    if (value === null || typeof value !== typeof limit) return false
    return sign === '>' ? value > limit : value < limit
  }
}

const bare = (word: string) => word.replaceAll('"', '')
