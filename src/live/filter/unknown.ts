/** A name before a colon that no field has: a slip of the hand, or a text that holds a colon. */
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
  if (name === null || name.length < 2) return []
  return names(over).filter((field) => {
    if (field.startsWith(name) || (field.length > 2 && name.startsWith(field))) return true
    return distance(name, field) <= (name.length < 6 ? 1 : 2)
  })
}

/** What there is, and how that is written which may have been meant. */
export function unknown<R>(term: Written, over: Filterable<R>): string {
  const { name, sign, value } = term
  const meant = near(term, over).map((field) => `${field}${sign}${value}`)
  const label = /[:=]$/.test(sign) ? [`A label is written label:${name}${sign}${value}.`] : []
  const ways = meant.length > 0 ? [`Did you mean ${meant.join(' or ')}?`] : label
  if (sign === ':') ways.push(`As a text: "${name}:${value}".`)
  return [`There is no field ${name} here; there are ${names(over).join(', ')}.`, ...ways].join(' ')
}

/** Letters to change, add, leave out, or swap with the next one (optimal string alignment). */
function distance(a: string, b: string): number {
  const known: number[][] = []
  const at = (i: number, j: number) => known[i]?.[j] ?? Infinity
  for (let i = 0; i <= a.length; i += 1) {
    const row: number[] = []
    known.push(row)
    for (let j = 0; j <= b.length; j += 1) {
      const same = Number(a[i - 1] !== b[j - 1])
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity
      const least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swapped)
      row.push(i + j === 0 ? 0 : least)
    }
  }
  return at(a.length, b.length)
}
