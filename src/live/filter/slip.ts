/** What other tools write and no filter means: `!x`, `-l app=x`, `restarts > 5`, `cart|login`; with what may have been meant. */
import { apart, doubled } from './apart.ts'
import type { Filterable } from './field.ts'
import { unheld } from './no-name.ts'
import type { Slip, Term } from './read.ts'

/** @param at which of the terms. Null: it is as it was meant. Where names may hold anything nothing is one. */
export function slip<R>(all: readonly Term[], at: number, over: Filterable<R>): Slip | null {
  const term = all[at]
  if (term === undefined || over.beyond === undefined) return null
  const own = negated(term) ?? option(term, all[at + 1])
  return own ?? apart(all, at, over) ?? doubled(term, over) ?? unheld(term, over)
}

function negated({ text, to }: Term): Slip | null {
  const [, rest = ''] = /^!([^\s"!=].*)$/s.exec(text) ?? []
  if (rest === '') return null
  return { to, why: `Did you mean -${rest}? As a text: "${text}".`, meant: `-${rest}` }
}

/** Before the next word stands what may still become another one: `-l` of `-live`. */
function option({ text }: Term, next: Term | undefined): Slip | null {
  if (next === undefined) return null
  const meant =
    text === '-l' || text === '--selector'
      ? next.text.split(',').map(labelled).join(' ')
      : text === '-n' || text === '--namespace'
        ? `ns=${next.text}`
        : ''
  if (meant === '') return null
  const why = `This is an option of kubectl’s. Did you mean ${meant}? As a text: ${quoted(text)}.`
  return { to: next.to, why, meant }
}

/** One requirement of a selector as a term. */
const labelled = (one: string): string =>
  one.startsWith('!') ? `-label:${one.slice(1)}` : `label:${one.replace('==', '=')}`

const quoted = (text: string): string => `-"${text.slice(1)}"`
