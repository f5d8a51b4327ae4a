/** What the demo serves: discovery.json says it as API servers tell it; routes, rights and selectors are read from it. */
import { readFileSync } from 'node:fs'
import { table } from './data.ts'
import { text } from './field.ts'

interface Resource {
  readonly resource: string
  readonly responseKind: { readonly kind: string }
  readonly scope: string
  readonly verbs: readonly string[]
  readonly subresources?: readonly { readonly subresource: string; readonly verbs: string[] }[]
}

type Group = Readonly<{ metadata: { name?: string }; versions: readonly Version[] }>
type Version = Readonly<{ version: string; resources: readonly Resource[] }>

/** By the paths at which it is told in one piece (aggregated discovery). */
export const told = JSON.parse(
  readFileSync(new URL('discovery.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, { readonly items: readonly Group[] }>>

export type Kind = (typeof kinds)[number]

/** In the order of discovery. The group of core is empty. */
export const kinds = Object.values(told).flatMap(({ items }) =>
  items.flatMap(({ metadata: { name: group = '' }, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.map(({ resource: plural, responseKind: { kind }, scope, verbs, subresources }) => {
        const row = table('selectable').find((one) => one['kind'] === kind)
        /** Field selectors beside metadata.name and metadata.namespace. */
        const fields = text(row, 'fields').split(' ')
        const namespaced = scope === 'Namespaced'
        return { group, version, plural, kind, namespaced, verbs, subs: subresources ?? [], fields }
      }),
    ),
  ),
)

const byName = new Map(kinds.map((kind) => [kind.kind, kind]))

export function kindOf(kind: string): Kind {
  const found = byName.get(kind)
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
