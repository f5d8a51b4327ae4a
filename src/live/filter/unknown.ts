/** A name before a colon that no field has: a slip of the hand, or a text that holds a colon. */
import { alike } from '../../alike.ts'
import { type Filterable, names } from './field.ts'
import type { Term } from './read.ts'

type Written = Pick<Term, 'name' | 'sign' | 'value'>

/**
 * `nginx:1.27`, `localhost:8080`, `system:node:worker-1`, `repo:5000/cart`: behind its colon stands a digit,
 * another colon, a slash or an at sign, which is no way to ask for a field that is not there.
 */
const looksSo = ({ value, expression }: Term) =>
  !expression && /^\d|[:@]|^\/\/|.\/|^latest$|^[\da-f]{12,}$/.test(value)

/** A text that holds a colon, not a field: where names may hold colons anything is one. */
export const isText = <R>(term: Term, over: Filterable<R>): boolean =>
  term.sign === ':' &&
  (over.beyond === undefined || (looksSo(term) && near(term, over).length === 0))

/** Fields that may have been meant. */
function near<R>({ name }: Written, over: Filterable<R>): readonly string[] {
  return name === null ? [] : alike(name, names(over))
}

/** How that is written which may have been meant, and what there is. */
export function unknown<R>(term: Written, over: Filterable<R>): string {
  const { name, sign, value } = term
  const meant = near(term, over).map((field) => `${field}${sign}${value}`)
  const label = /[:=]$/.test(sign) ? [`A label is written label:${name}${sign}${value}.`] : []
  const ways = meant.length > 0 ? [`Did you mean ${meant.join(' or ')}?`] : label
  if (sign === ':') ways.push(`As a text: "${name}:${value}".`)
  const fields = `Fields: ${names(over).join(', ')}.`
  return [`There is no field ${name} here.`, ...ways, fields].join(' ')
}
