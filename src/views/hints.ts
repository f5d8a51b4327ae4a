/** What a filter box offers while one types: fields, then their values, from rows that are held. Pure. */
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

/** Hints at once: values, and fields, which are few. */
const [most, mostFields] = [10, 14]
/** Rows that are looked at: of more only every second, third … one. */
const mostRows = 20_000

type Offer = Pick<Hint, 'text' | 'note'>

/** @param at where the caret stands in what was typed. */
export function hints(
  typed: string,
  at: number,
  over: Filterable<TableRow>,
  rows: readonly TableRow[],
): readonly Hint[] {
  const term = terms(typed).find(({ from, to }) => from < at && at <= to)
  const [from, to] = term === undefined ? [at, at] : [term.from + (term.not ? 1 : 0), term.to]
  const offers = term?.expression === true ? [] : offered(typed.slice(from, at), over, some(rows))
  const few = offers.slice(0, offers.every(isField) ? mostFields : most)
  return few.map(({ text, note }, index) => {
    const open = /[:<>=]$|^label:[^:=]+$/.test(text)
    const next = open || typed[to] === ' ' ? '' : ' '
    const q = typed.slice(0, from) + text + next + typed.slice(to)
    return { id: `hint-${index}`, text, note, q, at: from + text.length + next.length }
  })
}

const isField = ({ text }: Offer) => /^[a-z0-9-]+[:>]$/.test(text)

const some = (rows: readonly TableRow[]): readonly TableRow[] => {
  const step = Math.ceil(rows.length / mostRows)
  return step <= 1 ? rows : rows.filter((_, at) => at % step === 0)
}

function offered(
  typed: string,
  over: Filterable<TableRow>,
  rows: readonly TableRow[],
): readonly Offer[] {
  const [term] = terms(typed)
  if (term?.name == null) return fieldsOf(typed.toLowerCase(), over)
  const { name, key, sign, value } = term
  if (name === 'label' && (key === null || sign === '')) return labelKeys(key ?? value, rows)
  const field = fieldOf(term, over)
  if (field === null || typeof field === 'string') return []
  const before = key === null ? `${name}${sign}` : `${name}:${key}${sign}`
  return valuesOf(before, term, field, rows)
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

function labelKeys(typed: string, rows: readonly TableRow[]): readonly Offer[] {
  const counts = counted(rows, ({ meta }) => Object.keys(meta.labels ?? {}))
  const whole = counts.has(typed) ? [{ text: `label:${typed}=`, note: '' }] : []
  const found = best(counts, typed)
  return [
    ...whole,
    ...found.map(([key, count]) => ({ text: `label:${key}`, note: grouped(count) })),
  ]
}

function valuesOf(
  before: string,
  { value: typed, sign }: Term,
  { exact, text }: Field<TableRow>,
  rows: readonly TableRow[],
): readonly Offer[] {
  if (/[<>]/.test(sign)) return []
  const read = exact === undefined ? (row: TableRow) => text(row).split('\n') : alone(exact)
  const low = typed.toLowerCase()
  const words = before === 'status:' ? Object.keys(statuses) : []
  const known = words.filter((word) => word.startsWith(low)).map((word) => [word, 0] as const)
  return [...known, ...best(counted(rows, read), typed)].map(([value, count]) => ({
    text: before + (/\s|^\//.test(value) ? `"${value}"` : value),
    note: count === 0 ? '' : grouped(count),
  }))
}

const alone = (exact: (row: TableRow) => string) => (row: TableRow) => [exact(row)]

function counted(
  rows: readonly TableRow[],
  read: (row: TableRow) => readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows)
    for (const value of new Set(read(row))) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Those that hold what was typed: first those that begin with it, then what many have. */
function best(
  counts: ReadonlyMap<string, number>,
  typed: string,
): readonly (readonly [string, number])[] {
  const low = typed.toLowerCase()
  const fit = [...counts].filter(
    ([value]) => value !== '' && !value.includes('"') && value.toLowerCase().includes(low),
  )
  const first = (value: string) => Number(!value.toLowerCase().startsWith(low))
  return fit
    .toSorted(([a, many], [b, few]) => first(a) - first(b) || few - many || (a < b ? -1 : 1))
    .slice(0, most)
}
