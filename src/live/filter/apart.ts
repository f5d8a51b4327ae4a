/** A field whose sign stands apart from it, `restarts > 5`, or is one of another language, `restarts==5`, `node=~a`. */
import type { Filterable } from './field.ts'
import type { Slip, Term } from './read.ts'

/** Unquoted words that are no field, nor an expression, nor turned round. */
const isBare = ({ name, not, expression, text }: Term): boolean =>
  name === null && !not && !expression && !text.includes('"')

/** A sign with or without what is compared behind it. */
const signed = /^(?:==|=>|=<|[<>!]=|[:=<>])/

/** A field, its sign and its value with spaces between them. Null: they stand together, or are none. */
export function apart<R>(all: readonly Term[], at: number, over: Filterable<R>): Slip | null {
  const [term, next, third] = all.slice(at, at + 3)
  if (term === undefined || next === undefined || !isBare(next)) return null
  if (term.name !== null) return valueApart(term, next, over)
  return isBare(term) && over.fields.has(term.value.toLowerCase())
    ? signApart(term, next, third)
    : null
}

function signApart({ text }: Term, next: Term, third: Term | undefined): Slip | null {
  const [sign] = signed.exec(next.text) ?? []
  if (sign === undefined) return null
  if (next.text === sign && third !== undefined && isBare(third))
    return together(third, `${text}${known(sign)}${third.text}`)
  return together(next, `${text}${known(sign)}${next.text.slice(sign.length)}`)
}

/** `node: worker-1`; another field behind it is not its value. */
function valueApart<R>(term: Term, next: Term, { fields }: Filterable<R>): Slip | null {
  const { name, key, sign, text } = term
  const open = key === null && sign !== '' && text.endsWith(sign) && fields.has(name ?? '')
  return open ? together(next, `${text}${next.text}`) : null
}

const together = ({ to }: Term, meant: string): Slip => ({
  to,
  why: `No space stands around a sign. Did you mean ${meant}?`,
  meant,
})

/** `=>` and `==` as they are written here. */
const known = (sign: string): string =>
  sign === '=' || !sign.startsWith('=') ? sign : `${sign.slice(1).replace('=', '')}=`

/** `restarts==5`, `restarts=>5`, `node=~worker`. */
export function doubled<R>(term: Term, over: Filterable<R>): Slip | null {
  const { sign, value, text, to } = term
  const [, more = '', rest = ''] = /^([=<>~])(.*)$/s.exec(value) ?? []
  if (sign !== '=' || more === '' || text.includes('"') || !isField(term, over)) return null
  const before = text.slice(0, text.length - value.length - 1)
  const meant = more === '~' ? `${before}:/${rest}/` : `${before}${known(`=${more}`)}${rest}`
  return { to, why: `There is no sign =${more}. Did you mean ${meant}?`, meant }
}

const isField = <R>({ name, key }: Term, { fields, keyed }: Filterable<R>): boolean =>
  name !== null && (key === null ? fields.has(name) : keyed?.has(name) === true)
