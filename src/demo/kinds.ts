/** What the demo serves: discovery.json says it as API servers tell it; routes, rights and selectors are read from it. */
import { table } from './data.ts'
import told from './discovery.json' with { type: 'json' }
import { text } from './field.ts'

export type Kind = (typeof kinds)[number]

/** In the order of discovery. The group of core is empty. */
export const kinds = Object.values(told).flatMap(({ items }) =>
  items.flatMap(({ metadata, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.map(({ resource: plural, responseKind: { kind }, scope, verbs, subresources }) => {
        const row = table('selectable').find((one) => one['kind'] === kind)
        /** Field selectors beside metadata.name and metadata.namespace. */
        const fields = text(row, 'fields').split(' ')
        const namespaced = scope === 'Namespaced'
        const group = text(metadata, 'name')
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
