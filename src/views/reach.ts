/** How far a person's lists reach: all namespaces, or those alone in which the API server lets them. Pure. */

/** What a page says of it. */
export interface Reach {
  /** `In shop and web only: you may not list all namespaces.`; empty where all were listed. */
  readonly words: string
  /** Null: nobody has to say where else to look. */
  readonly ask: Ask | null
}

/** A form that asks for namespaces. */
export interface Ask extends Way {
  /** There is nothing to see: how to go on. Empty: there is, and it is asked for others. */
  readonly title: string
  readonly text: string
}

/** Where the namespaces that somebody types lead. */
export interface Way {
  /** An address without a query. */
  readonly action: string
  /** On its button. */
  readonly does: string
}

/** One kind that has namespaces. */
export interface Scope {
  readonly id: string
  /** null: all; none: refused everywhere. */
  readonly namespaces: readonly string[] | null
}

/** @param left namespaces in which it was not looked, for there are too many. */
export function reach(scopes: readonly Scope[], way: Way, left: number): Reach {
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
  return {
    words: words.join(' '),
    ask: listed.length === 0 && refused.length > 0 ? { ...way, ...nowhere } : null,
  }
}

const nowhere = {
  title: 'In which namespace may you look?',
  text: 'You may list nothing in all namespaces at once, and the API server does not tell in which ones you may. Type one, or several: this browser remembers them, and what is yours there is shown here from then on.',
}

/** Of namespaces that somebody named: all that is in them is refused. */
export const refusedIn = (namespaces: readonly string[], way: Way): Reach => ({
  words: '',
  ask: {
    ...way,
    title: `You may list nothing in ${namespacesNamed(namespaces)}`,
    text: 'Whoever gives rights there can tell why. Type another namespace, or several.',
  },
})

/** There is something to see; another namespace can be typed beside it. */
export const elsewhere = ({ words, ask }: Reach, way: Way): Reach => ({
  words,
  ask: ask ?? (words === '' ? null : { ...way, title: '', text: '' }),
})

/** Few kinds by their names, many by their number. */
export function kindsNamed(ids: readonly string[]): string {
  return ids.length > 5 ? `${ids.length} kinds` : and(ids)
}

/** The same of namespaces. */
function namespacesNamed(names: readonly string[]): string {
  return names.length > 8 ? `${names.length} namespaces` : and(names)
}

/** `a`, `a and b`, `a, b and c`. */
function and(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ')
}
