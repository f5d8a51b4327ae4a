/** What the demo serves, a line of the table `kinds` each; discovery, routes and selectors are read from it. */
import { table } from './data.ts'
import { text } from './field.ts'

export interface Kind {
  readonly plural: string
  readonly kind: string
  /** Empty for core. */
  readonly group: string
  readonly version: string
  readonly namespaced: boolean
  readonly short: readonly string[]
  readonly categories: readonly string[]
  readonly verbs: readonly string[]
  /** Field selectors beside metadata.name and metadata.namespace. */
  readonly fields: readonly string[]
  /** As discovery tells them. */
  readonly subs: readonly { readonly subresource: string; readonly verbs: readonly string[] }[]
}

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']

/** With the kinds that have them. */
const subs = table('subresources').map(({ of, subresource, verbs: all, ...responseKind }) => {
  const sub = { subresource: String(subresource), responseKind, verbs: String(all).split(',') }
  return [String(of).split(','), sub] as const
})

/** In the order of discovery. */
export const kinds: readonly Kind[] = table('kinds').map((row) => {
  const words = (column: string) => text(row, column).split(/[ ,]/).filter(Boolean)
  const [version = '', group = ''] = text(row, 'version').split('/').toReversed()
  return {
    plural: text(row, 'plural'),
    kind: text(row, 'kind'),
    group,
    version,
    namespaced: text(row, 'scope') === 'Namespaced',
    short: words('short'),
    categories: words('category'),
    verbs: text(row, 'verbs') === '' ? verbs : words('verbs'),
    fields: words('fields'),
    subs: subs.flatMap(([of, sub]) => (of.includes(text(row, 'kind')) ? [sub] : [])),
  }
})

export function kindOf(kind: string): Kind {
  const found = kinds.find((one) => one.kind === kind)
  if (found === undefined) throw new TypeError(`the demo has no ${kind}`)
  return found
}

export const apiVersion = ({ group, version }: Kind): string =>
  group === '' ? version : `${group}/${version}`

/** The group of what pods and nodes use, which is stored nowhere. */
export const measured = 'metrics.k8s.io'

/** What its columns are filed under: two kinds are both called pods. */
export const printedAs = ({ plural, group }: Kind): string =>
  group === measured ? `${plural}.${group}` : plural

/** The group of the custom resource, which behaves differently in small ways. */
export const custom = 'data.example.com'
