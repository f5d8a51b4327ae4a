/** What one term of a filter lets through, or why it cannot be understood. */
import type { Value } from '../window.ts'
import { expressed, type Engine } from './expression.ts'
import type { Field, Filterable } from './field.ts'
import type { Sign, Term } from './read.ts'
import { isText, unknown } from './unknown.ts'

export type Passes<R> = (row: R) => boolean

/** @returns a sentence where it cannot be understood. */
export function compile<R>(
  term: Term,
  over: Filterable<R>,
  engine: Engine | undefined,
): Passes<R> | string {
  if (term.wrong !== null && !(fieldOf(term, over) === null && isText(term, over)))
    return term.wrong
  const found =
    term.name === null ? word(term, searched(term, over), engine) : named(term, over, engine)
  if (typeof found === 'string' || !term.not) return found
  return (row) => !found(row)
}

/** The field that a term names; null for none. A sentence: it is not here. */
export function fieldOf<R>({ name, key }: Term, over: Filterable<R>): Field<R> | string | null {
  if (name === null) return null
  const made = key === null ? undefined : over.keyed?.get(name)
  return made?.(key ?? '') ?? over.fields.get(name) ?? null
}

function named<R>(term: Term, over: Filterable<R>, engine: Engine | undefined): Passes<R> | string {
  const field = fieldOf(term, over)
  if (typeof field === 'string') return field
  if (field !== null) return keyless(term, over) ?? compared(term, field, engine)
  if (!isText(term, over)) return unknown(term, over)
  const value = term.text.slice(term.not ? 1 : 0).replaceAll('"', '')
  return word({ value, expression: false }, searched({ value }, over), engine)
}

/** What a word is looked for in: one that no name can hold, in what else may. */
function searched<R>({ value }: Pick<Term, 'value'>, { text, beyond }: Filterable<R>) {
  if (beyond === undefined || !value.includes(':')) return text
  return (row: R) => `${text(row)}\n${beyond(row)}`
}

/** `label:` alone asks for nothing. */
function keyless<R>({ name, key, value, expression }: Term, { keyed }: Filterable<R>) {
  const lacks = key === null && value === '' && !expression && keyed?.has(name ?? '') === true
  return lacks ? `Its key is missing. Write it like ${name}:KEY or ${name}:KEY=value.` : null
}

/** Behind a colon that nothing follows yet everything passes. */
const all = () => true
const none = () => false

/** A part of the text, whatever its case. */
function word<R>(
  { value, expression }: Pick<Term, 'value' | 'expression'>,
  text: (row: R) => string,
  engine: Engine | undefined,
): Passes<R> | string {
  if (expression) {
    const matches = expressed(value, engine)
    return typeof matches === 'string' ? matches : (row) => matches(text(row))
  }
  const wanted = value.toLowerCase()
  return (row) => text(row).toLowerCase().includes(wanted)
}

function compared<R>(term: Term, field: Field<R>, engine: Engine | undefined): Passes<R> | string {
  const { sign } = term
  const has = field.has ?? ((row: R) => field.text(row) !== '')
  if (sign === '') return has
  if (sign === ':') return part(term, field, engine)
  if (sign === '=') return equal(term, field, engine)
  if (sign !== '!=') return ordered(term, field)
  const same = equal(term, field, engine)
  return typeof same === 'string' ? same : (row) => !same(row)
}

function part<R>(term: Term, field: Field<R>, engine: Engine | undefined): Passes<R> | string {
  const { value, expression, not } = term
  if (value === '') return not ? none : all
  const known = expression ? undefined : field.word?.(value)
  return known ?? word(term, field.text, engine)
}

/** Exactly so; a number also by what it comes to. */
function equal<R>(
  { value, expression }: Term,
  field: Field<R>,
  engine: Engine | undefined,
): Passes<R> | string {
  if (expression) return word({ value, expression }, field.text, engine)
  const known = field.word?.(value)
  if (known != null) return known
  const same = spelled(value, field)
  const number = field.lettered === true ? null : field.read(value)
  return typeof number === 'number' ? (row) => field.value(row) === number || same(row) : same
}

/** Letter by letter; of states whatever their case. */
function spelled<R>(value: string, { has = all, text, ...field }: Field<R>): Passes<R> {
  const exact = field.shown ?? field.exact
  const [of, wanted] = field.anyCase === true ? [lower, lower(value)] : [asIs, value]
  return exact === undefined
    ? (row) => has(row) && of(text(row)).split('\n').includes(wanted)
    : (row) => of(exact(row)) === wanted
}

const asIs = (text: string) => text
const lower = (text: string) => text.toLowerCase()

/** Below zero where the value is less; null: they are not of one sort, and nothing is said of an empty one. */
function order(value: Value, limit: Value): number | null {
  if (value === null || limit === null || typeof value !== typeof limit) return null
  return value === limit ? 0 : value < limit ? -1 : 1
}

const orders: Readonly<Partial<Record<Sign, (order: number) => boolean>>> = {
  '>': (than) => than > 0,
  '<': (than) => than < 0,
  '>=': (than) => than >= 0,
  '<=': (than) => than <= 0,
}

function ordered<R>(term: Term, field: Field<R>): Passes<R> | string {
  const { name, sign, value, expression } = term
  if (expression) return `An expression is looked for with “:”, not “${sign}”.`
  const limit = field.read(value)
  if (limit === null) {
    const like = field.like === undefined ? '' : ` Write it like ${name}${sign}${field.like}.`
    const what =
      value === ''
        ? 'What it is compared with is missing'
        : `“${value}” cannot be compared with this column`
    return `${what}.${like}`
  }
  const holds = orders[sign] ?? all
  return (row) => {
    const than = order(field.value(row), limit)
    return than !== null && holds(than)
  }
}
