/** What the demo serves, as API servers tell it in one piece (aggregated discovery), and its version. */
import type { Accept } from './accept.ts'
import { notHere } from './failure.ts'
import { type Kind, custom, kinds } from './kinds.ts'

/** @returns null where the path is not one of discovery */
export function discovery(path: string, as: Accept['as']): object | null {
  if (path === '/version') return version
  if (!/^\/api(\/[^/]+)?$|^\/apis(\/[^/]+){0,2}$/.test(path)) return null
  if (as !== 'discovery' || !/^.apis?$/.test(path)) throw notHere('discovery group by group')
  const served = kinds.filter(({ group }) => (group === '') === (path === '/api'))
  const groups = [...Map.groupBy(served, ({ group }) => group)]
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(([name, of]) => ({
      metadata: name === '' ? {} : { name },
      versions: [...Map.groupBy(of, (one) => one.version)].map(([version, all]) => ({
        version,
        resources: all.map(described),
        freshness: 'Current',
      })),
    })),
  }
}

const version = { major: '1', minor: '37', gitVersion: 'v1.37.2-demo', platform: 'demo' }

const described = (one: Kind) => ({
  resource: one.plural,
  responseKind: responseKind(one),
  scope: one.namespaced ? 'Namespaced' : 'Cluster',
  singularResource: one.kind.toLowerCase(),
  verbs: one.verbs,
  shortNames: one.short,
  categories: one.categories,
  ...(one.subs.length > 0 && { subresources: one.subs }),
})

/** 1.37 names group and version for custom resources only. */
const responseKind = ({ group, version: of, kind }: Kind) =>
  group === custom ? { group, version: of, kind } : { group: '', version: '', kind }
