/** What a filter box offers while one types: fields, then their values, with how many rows have them. Pure. */
import type { Counting } from '../live/counted.ts'
import { type Field, fieldOf, type Filterable, names, type Term, terms } from '../live/filter.ts'
import type { TableRow } from '../kube.ts'
import { statuses } from './query.ts'
import { grouped } from './words.ts'

export interface Hint {
  readonly id: string
  /** What is put in the term's place. */
  readonly text: string
  /** Behind it: how many have it, or what it means. */
  readonly note: string
  /** The whole box with it, and where one goes on typing. */
  readonly q: string
  readonly at: number
}

/** The term in which somebody types. */
export interface Typed {
  /** All that stands in the box. */
  readonly q: string
  /** What is replaced, without the `-` in front. */
  readonly from: number
  readonly to: number
  /** Of it what stands before the caret: terms are read from it. */
  readonly text: string
  /** It is an expression: nothing is offered. */
  readonly expression: boolean
  /** The other terms: they say which rows count. */
  readonly others: string
}

/** @param at where the caret stands. */
export function typedAt(q: string, at: number): Typed {
  const term = terms(q).find(({ from, to }) => from < at && at <= to)
  const [from, to] = term === undefined ? [at, at] : [term.from + (term.not ? 1 : 0), term.to]
  const others = term === undefined ? q : `${q.slice(0, term.from)} ${q.slice(term.to)}`
  const { expression = false } = term ?? {}
  return { q, from, to, text: q.slice(from, at), expression, others: others.trim() }
}

/** What of the rows is counted; null where fields are offered, or nothing: no row need be looked at. */
export function counting(
  { text, expression }: Typed,
  over: Filterable<TableRow>,
): Counting<TableRow> | null {
  const [term] = terms(text)
  if (expression || term?.name == null || /[<>]/.test(term.sign)) return null
  if (isLabelKey(term)) return { of: labelKeysOf, part: partOf(term) }
  const field = fieldOf(term, over)
  if (field === null || typeof field === 'string') return null
  return { of: valuesOf(field), part: partOf(term) }
}

const isLabelKey = ({ name, key, sign }: Term) => name === 'label' && (key === null || sign === '')
const labelKeysOf = ({ meta }: TableRow) => Object.keys(meta.labels ?? {})
/** What the offers hold. */
const partOf = (term: Term) =>
  (isLabelKey(term) ? (term.key ?? term.value) : term.value).toLowerCase()

/** The words that mean more than their letters are values as well. */
function valuesOf({ exact, text, word }: Field<TableRow>): Counting<TableRow>['of'] {
  const own = exact === undefined ? (row: TableRow) => text(row).split('\n') : alone(exact)
  if (word === undefined) return own
  const means = Object.keys(statuses).map((name) => [name, word(name)] as const)
  return (row) => [
    ...own(row),
    ...means.filter(([, holds]) => holds?.(row) === true).map(([name]) => name),
  ]
}

const alone = (exact: (row: TableRow) => string) => (row: TableRow) => [exact(row)]

export interface Counts {
  readonly of: ReadonlyMap<string, number>
  /** They are those of all rows that the other terms leave, not of the first ones. */
  readonly whole: boolean
}

/** Hints at once: values, and fields, which are few. */
const [most, mostFields] = [10, 14]

type Offer = Pick<Hint, 'text' | 'note'>

/** @param counts by what `counting` says; null where it says nothing. */
export function hints(
  typed: Typed,
  over: Filterable<TableRow>,
  counts: Counts | null,
): readonly Hint[] {
  const { q, from, to } = typed
  const offers = typed.expression ? [] : offered(typed.text, over, counts)
  const few = offers.slice(0, offers.every(isField) ? mostFields : most)
  return few.map(({ text, note }, index) => {
    const open = /[:<>=]$|^label:[^:=]+$/.test(text)
    const next = open || q[to] === ' ' ? '' : ' '
    const all = q.slice(0, from) + text + next + q.slice(to)
    return { id: `hint-${index}`, text, note, q: all, at: from + text.length + next.length }
  })
}

const isField = ({ text }: Offer) => /^[a-z0-9-]+[:>]$/.test(text)

function offered(
  typed: string,
  over: Filterable<TableRow>,
  counts: Counts | null,
): readonly Offer[] {
  const [term] = terms(typed)
  if (term?.name == null) return fieldsOf(typed.toLowerCase(), over)
  if (counts === null) return []
  const { name, key, sign, value } = term
  if (isLabelKey(term)) return labelKeys(key ?? value, counts)
  return valuesLike(key === null ? `${name}${sign}` : `${name}:${key}${sign}`, partOf(term), counts)
}

/** Those that begin with what was typed; what is compared comes with its sign. */
function fieldsOf(typed: string, over: Filterable<TableRow>): readonly Offer[] {
  if (/[^a-z0-9-]/.test(typed)) return []
  const fit = names(over)
    .filter((name) => name.startsWith(typed))
    .toSorted()
  return fit.map((name) => {
    const field = over.fields.get(name)
    const like = typeof field === 'object' ? field.like : undefined
    return like === undefined
      ? { text: `${name}:`, note: '' }
      : { text: `${name}>`, note: `${name}>${like}` }
  })
}

function labelKeys(typed: string, counts: Counts): readonly Offer[] {
  const whole = counts.of.has(typed) ? [{ text: `label:${typed}=`, note: '' }] : []
  const found = best(counts, typed.toLowerCase())
  return [
    ...whole,
    ...found.map(([key, count]) => ({ text: `label:${key}`, note: noted(count, counts) })),
  ]
}

function valuesLike(before: string, part: string, counts: Counts): readonly Offer[] {
  const words = /^status!?[:=]/.test(before) ? Object.keys(statuses) : []
  const known = words
    .filter((word) => word.startsWith(part))
    .map((word) => [word, counts.of.get(word) ?? 0] as const)
  const values = best(counts, part).filter(([value]) => !words.includes(value))
  return [...known, ...values].map(([value, count]) => ({
    text: before + (/\s|^\//.test(value) ? `"${value}"` : value),
    note: noted(count, counts),
  }))
}

/** Of the first rows alone no number is told: there are more. */
const noted = (count: number, { whole }: Counts) => (whole ? grouped(count) : '')

/** First those that begin with what was typed, then what many have. */
function best({ of }: Counts, part: string): readonly (readonly [string, number])[] {
  const first = (value: string) => Number(!value.toLowerCase().startsWith(part))
  return [...of]
    .filter(([value]) => value !== '' && !value.includes('"'))
    .toSorted(([a, many], [b, few]) => first(a) - first(b) || few - many || (a < b ? -1 : 1))
    .slice(0, most)
}
