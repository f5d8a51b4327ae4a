/** The filter box's language: words, `-word`, `"two words"`, `/expression/`, `field:value`, `field=value`, `field>value`, `label:KEY=value`. */
import { compile, fieldOf, type Passes } from './filter/compile.ts'
import type { Engine } from './filter/expression.ts'
import type { Filterable } from './filter/field.ts'
import { type Term, terms } from './filter/read.ts'

export type { Engine } from './filter/expression.ts'
export { costly, engineFor } from './filter/expression.ts'
export type { Field, Filterable } from './filter/field.ts'
export { type Term, terms } from './filter/read.ts'
export { names } from './filter/compile.ts'

export interface Filter<R> {
  readonly matches: (row: R) => boolean
  readonly terms: readonly Term[]
  /** What could not be understood; those terms are left out. */
  readonly wrong: readonly Broken[]
  /** Names before a colon that no field has: such terms are words. */
  readonly unknown: readonly string[]
}

/** Where a filter breaks: a stretch of what was typed, from 0, and a sentence. */
export interface Broken extends Pick<Term, 'from' | 'to' | 'text'> {
  readonly why: string
}

/** All terms must match; case does not count. @param engine reads expressions: `engineFor` brings it. */
export function filter<R>(typed: string, over: Filterable<R>, engine?: Engine): Filter<R> {
  const wrong: Broken[] = []
  const passes: Passes<R>[] = []
  const all = terms(typed)
  for (const term of all) {
    const found = compile(term, over, engine)
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
