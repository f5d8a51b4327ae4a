/** How far a person's lists reach: all namespaces, or those alone in which the API server lets them. Pure. */

/** What a page says of it. */
export interface Reach {
  /** `In shop and web only: you may not list all namespaces.`; empty where all were listed. */
  readonly words: string
  /** Where a form leads that asks for a namespace; empty where there is something to see. */
  readonly form: string
}

/** One kind that has namespaces. */
export interface Scope {
  readonly id: string
  /** null: all; none: refused everywhere. */
  readonly namespaces: readonly string[] | null
}

/** @param form a list's address, without a query. @param left namespaces in which it was not looked, for there are too many. */
export function reach(scopes: readonly Scope[], form: string, left: number): Reach {
  const refused = scopes.filter(({ namespaces }) => namespaces?.length === 0)
  const listed = scopes.filter(({ namespaces }) => namespaces?.length !== 0)
  const narrowed = Map.groupBy(
    listed.filter(({ namespaces }) => namespaces !== null),
    ({ namespaces }) => namespacesNamed(namespaces ?? []),
  )
  const alone = narrowed.size === 1 && listed.every(({ namespaces }) => namespaces !== null)
  const words = [...narrowed].map(([where, kinds]) =>
    alone
      ? `In ${where} only: you may not list all namespaces.`
      : `${kindsNamed(kinds.map(({ id }) => id))} in ${where} only: you may not list all namespaces of these.`,
  )
  if (words.length > 0 && left > 0)
    words.push(`${left} more that you may see ${left === 1 ? 'was' : 'were'} not looked in.`)
  return { words: words.join(' '), form: listed.length === 0 && refused.length > 0 ? form : '' }
}

/** Few kinds by their names, many by their number. */
export function kindsNamed(ids: readonly string[]): string {
  return ids.length > 5 ? `${ids.length} kinds` : and(ids)
}

/** The same of namespaces. */
export function namespacesNamed(names: readonly string[]): string {
  return names.length > 8 ? `${names.length} namespaces` : and(names)
}

/** `a`, `a and b`, `a, b and c`. */
function and(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ')
}
