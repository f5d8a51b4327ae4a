/** Ways out of the browser: the list's own address in other forms. Pure. */
import type { ListContext } from './list-context.ts'
import { type ListState, writeList } from './query.ts'
import type { Link } from './shell.ts'
import { quoted } from './words.ts'

export interface Exports {
  /** What the links give, and in which forms. */
  readonly rows: readonly { readonly title: string; readonly links: readonly Link[] }[]
  /** A command that follows the list; empty where a terminal is not let in. */
  readonly command: string
}

const forms = [
  ['json', 'JSON'],
  ['yaml', 'YAML'],
  ['tsv', 'TSV'],
  ['txt', 'Text'],
  ['md', 'Markdown'],
] as const

/** @param state with the namespaces that the page shows. @param total null: not known. */
export function ways(
  state: ListState,
  { urls, cluster, resource }: ListContext,
  total: number | null,
): Exports['rows'] {
  const address = (as: string, more: Record<string, string | undefined> = {}) =>
    urls.list(cluster, resource.id, { ...writeList(state, { page: state.page }), ...more, as })
  const page = forms.map(([as, text]) => ({ text, href: address(as) }))
  /* Objects of all pages come faster in the order in which they are kept. */
  const all = forms.map(([as, text]) => {
    const unsorted = as === 'json' || as === 'yaml' ? { sort: undefined } : {}
    return { text, href: address(as, { size: 'all', page: undefined, ...unsorted }) }
  })
  const one = total !== null && total <= state.size
  return [{ title: 'This page', links: page }, ...(one ? [] : [{ title: 'All pages', links: all }])]
}

/** What follows the list in a terminal. @param origin as the browser sees it. @param bearer people sign in with tokens. */
export function followed(
  state: ListState,
  { urls, cluster, resource }: ListContext,
  { origin, bearer }: { readonly origin: string; readonly bearer: boolean },
): string {
  const path = urls.list(cluster, resource.id, writeList(state, { page: state.page }))
  const address = `${origin}${path}${path.includes('?') ? '&' : '?'}watch=`
  const who = bearer ? '-H "Authorization: Bearer $TOKEN" ' : ''
  return `curl -N ${who}${quoted(address)}`
}
