/** The filter box's language: words, `-word`, `"two words"`, `/expression/`, `field:value`, `field=value`, `field>value`, `label:KEY=value`. */
import { compile, fieldOf, type Passes } from './filter/compile.ts'
import type { Engine } from './filter/expression.ts'
import type { Filterable } from './filter/field.ts'
import { type Term, terms } from './filter/read.ts'
import { slip } from './filter/slip.ts'

export type { Engine } from './filter/expression.ts'
export { costly, engineFor } from './filter/expression.ts'
export { type Field, type Filterable, names } from './filter/field.ts'
export { type Term, terms } from './filter/read.ts'
export { fieldOf } from './filter/compile.ts'

export interface Filter<R> {
  readonly matches: (row: R) => boolean
  readonly terms: readonly Term[]
  /** What could not be understood; those terms are left out. */
  readonly wrong: readonly Broken[]
  /** Names before a colon that no field has: such a term is a text where it may be one, else broken. */
  readonly unknown: readonly string[]
}

/** Where a filter breaks: a stretch of what was typed, from 0, and a sentence. */
export interface Broken extends Pick<Term, 'from' | 'to' | 'text'> {
  readonly why: string
  /** What the sentence says to write in its place. */
  readonly meant?: string
}

/** What one filter may hold: each costs its time at each row. */
export const mostTerms = 50
const mostExpressions = 5

/** Why a term is one too many; null: it is not. */
function beyond(term: Term, all: readonly Term[]): string | null {
  const at = all.indexOf(term)
  if (at >= mostTerms) return `At most ${mostTerms} terms are looked for at once.`
  const before = all.slice(0, at).filter(({ expression }) => expression).length
  return term.expression && before >= mostExpressions
    ? `At most ${mostExpressions} expressions are looked for at once.`
    : null
}

/** All terms must match; case does not count. @param engine reads expressions: `engineFor` brings it. */
export function filter<R>(typed: string, over: Filterable<R>, engine?: Engine): Filter<R> {
  const wrong: Broken[] = []
  const passes: Passes<R>[] = []
  const all = terms(typed)
  let read = 0
  for (const [at, term] of all.entries()) {
    if (term.from < read) continue
    const slipped = slip(all, at, over)
    if (slipped !== null) {
      const { from } = term
      wrong.push({ from, ...slipped, text: typed.slice(from, slipped.to) })
      read = slipped.to
      continue
    }
    const found = beyond(term, all) ?? compile(term, over, engine)
    if (typeof found === 'function') passes.push(found)
    else wrong.push({ from: term.from, to: term.to, text: term.text, why: found })
  }
  const unknown = all.filter((term) => term.name !== null && fieldOf(term, over) === null)
  return {
    matches: (row) => passes.every((one) => one(row)),
    terms: all,
    wrong,
    unknown: unknown.map(({ name }) => name ?? ''),
  }
}

/** In words, for where the box itself cannot be marked. */
export const told = ({ text, from, why }: Broken): string =>
  `${text} (at character ${from + 1}): ${why}`
