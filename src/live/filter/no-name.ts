/** Words that no name can hold, as names are those of domains: `cart|login`, `cart*`, `a.io/name=x`, `OR`. They would find nothing, in silence. */
import type { Filterable } from './field.ts'
import type { Slip, Term } from './read.ts'

/** Fields whose values are names, too. */
const named: ReadonlySet<string> = new Set(['name', 'namespace', 'ns', 'node', 'owner'])

/** Null: a name may hold it, or it is looked for elsewhere, too. Quotes take every letter as it is. */
export function unheld<R>(term: Term, { where, fields }: Filterable<R>): Slip | null {
  const { name, text, to } = term
  if (term.expression || term.wrong !== null || text.includes('"')) return null
  const said = name === null ? (where === undefined ? words(term) : null) : valued(term)
  return said === null || (name !== null && !fields.has(name)) ? null : { to, ...said }
}

type Said = Omit<Slip, 'to'>

const words = (term: Term): Said | null => joined(term.value) ?? labelled(term) ?? word(term)

/** Names are written small: these join terms in other languages. */
function joined(value: string): Said | null {
  if (/^(?:AND|&&?)$/.test(value))
    return { why: `All terms must match as it is: leave ${value} out.` }
  const text = asText(value)
  if (/^(?:OR|\|\|?)$/.test(value))
    return { why: `All terms must match. One of several is an expression: /cart|login/.${text}` }
  return value === 'NOT'
    ? { why: `A term is turned round by a - in front of it: -cart.${text}` }
    : null
}

/** Keys of labels may hold what the names of fields cannot. */
function labelled({ not, value }: Term): Said | null {
  const [, key, sign = '', rest] = /^([a-z0-9][\w./-]*)(==?|!=)([\w.-]*)$/i.exec(value) ?? []
  if (key === undefined) return null
  const meant = `${not ? '-' : ''}label:${key}${sign.replace('==', '=')}${rest}`
  return { why: `A label is written ${meant}.${asText(value)}`, meant }
}

/** A lone `!` may still become `!cart`. */
function word({ not, value }: Term): Said | null {
  if (value === '!') return null
  const [odd] = /[^\p{L}\p{N}\s./:_-]/u.exec(value) ?? []
  if (odd === undefined) return null
  const text = asText(value)
  const one = expressed(value)
  if (one === null) return { why: `No name holds ${odd}.${text}` }
  const meant = `${not ? '-' : ''}${one}`
  return { why: `No name holds ${odd}. Did you mean ${meant}?${text}`, meant }
}

/** The same behind the name of a field. */
function valued({ not, name, sign, value }: Term): Said | null {
  if (name === 'status') return /[|,]/.test(value) ? { why: severalStatuses } : null
  if (!named.has(name ?? '') || !/^(?:!?=|:)$/.test(sign)) return null
  const [odd] = /[|,*^$]/.exec(value) ?? []
  if (odd === undefined) return null
  const turned = not !== (sign === '!=') ? '-' : ''
  const inner = pattern(value)
  const whole = sign === ':' ? inner : `^(${inner})$`
  const meant = `${turned}${name}:/${whole}/`
  return { why: `No name holds ${odd}. Did you mean ${meant}?`, meant }
}

const severalStatuses =
  'It takes one status. One of several is an expression over the words of the column: status:/Running|Pending/; or turn round what you do not want: -status:ok.'

/** What a word may have meant: a shorter one, or an expression. Null: neither. */
function expressed(value: string): string | null {
  if (!/^[\w.:/|,*^$()[\]?+\\-]+$/.test(value)) return null
  const inner = pattern(value).replace(/^\.\*|\.\*$/g, '')
  if (inner === '') return null
  if (/^[\w-]+$/.test(inner)) return inner
  return inner.startsWith('^') ? `name:/${inner}/` : `/${inner}/`
}

/** A list with commas, or a shell’s pattern, as an expression. */
const pattern = (value: string): string =>
  value
    .replace(/,+$/, '')
    .replaceAll(',', '|')
    .replace(/(?<![.\])])\*/g, '.*')
    .replaceAll('/', '\\/')

const asText = (value: string): string => ` As a text: "${value}".`
