/** What of a filter the API server itself can look for, as its selectors: a narrow filter need not read all rows. Pure. */
import { mostTerms, type Term, terms } from '../live/filter.ts'
import type { Kind } from '../kind.ts'
import { isKey } from './column-ref.ts'
import type { ListState } from './query.ts'

/** The same state where there is nothing of the kind. Its rows still have to be filtered by `q`. */
export function pushed(state: ListState, kind: Kind | undefined): ListState {
  const found = selecting(state.q, kind)
  const labels = found.map((one) => one.label).filter((one) => one !== null)
  const fields = found.map((one) => one.field).filter((one) => one !== null)
  if (found.length === 0) return state
  return { ...state, labels: all(state.labels, labels), fields: all(state.fields, fields) }
}

export interface Selecting {
  readonly term: Term
  /** As a requirement of a selector: one of the two is there. */
  readonly label: string | null
  readonly field: string | null
}

/** The terms that the API server can look for. */
export const selecting = (q: string, kind: Kind | undefined): readonly Selecting[] =>
  terms(q)
    .slice(0, mostTerms)
    .filter(({ wrong, expression }) => wrong === null && !expression)
    .map((term) => ({ term, label: label(term), field: field(term, kind) }))
    .filter((one) => one.label !== null || one.field !== null)

/** What all rows that there are have in common: `team=api`, `node=worker-1`; empty: they are all of the list. */
export function common({ q, labels, fields }: ListState, kind: Kind | undefined): string {
  const own = selecting(q, kind).map((one) => one.label ?? one.term.text)
  const words = [labels, fields, ...new Set(own)].filter((one) => one !== '').join(', ')
  return words.length > mostWords ? `${words.slice(0, mostWords)}…` : words
}

/** Characters: the filters stand in full elsewhere. */
const mostWords = 40

const all = (own: string, more: readonly string[]) =>
  [own, ...new Set(more)].filter((one) => one !== '').join(',')

/** A label's value. */
const name = /^[a-z0-9](?:[-\w.]{0,61}[a-z0-9])?$/i
/** What needs no escape in a field selector. */
const word = /^[-\w.:]+$/

function label({ name: of, key, sign, value, not }: Term): string | null {
  if (of !== 'label' || key === null || /^[:<>]/.test(sign) || !isKey(key)) return null
  if (sign === '') return not ? `!${key}` : key
  return value === '' || name.test(value) ? `${key}${equal(sign, not)}${value}` : null
}

function field({ name: of, sign, value, not }: Term, kind: Kind | undefined): string | null {
  const path = kind?.selects?.[of ?? '']
  if (path === undefined || (sign !== '=' && sign !== '!=') || !word.test(value)) return null
  return `${path}${equal(sign, not)}${value}`
}

const equal = (sign: Term['sign'], not: boolean) => ((sign === '=') === not ? '!=' : '=')
