/** Reads apidiscovery.k8s.io v2 and v2beta1, whose fields are the same: all groups in one answer. */
import type { Group, Served } from './group.ts'

/** What the list must say it is; an old server answers something else to the same request. */
export const aggregatedKind = 'APIGroupDiscoveryList'

export interface GroupList {
  readonly kind: string
  readonly items?: readonly {
    readonly metadata?: { readonly name?: string }
    readonly versions?: readonly Version[]
  }[]
}

interface Version {
  readonly version: string
  readonly freshness?: string
  readonly resources?: readonly Listed[]
}

interface Listed {
  readonly resource: string
  readonly responseKind?: { readonly kind?: string } | null
  readonly scope?: string
  readonly singularResource?: string
  readonly verbs?: readonly string[]
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly subresources?: readonly { readonly subresource: string }[]
}

/** The groups in the server's order. A version that is `Stale` and empty cannot be served. */
export function groupsOf(list: GroupList): Group[] {
  return (list.items ?? []).map((item) => ({
    name: item.metadata?.name ?? '',
    versions: (item.versions ?? []).map(versionOf),
  }))
}

function versionOf(said: Version): Group['versions'][number] {
  const resources = (said.resources ?? []).map(served)
  const lost = said.freshness === 'Stale' && resources.length === 0
  return { version: said.version, resources: lost ? null : resources }
}

function served(listed: Listed): Served {
  return {
    plural: listed.resource,
    singular: listed.singularResource ?? '',
    kind: listed.responseKind?.kind ?? '',
    namespaced: listed.scope === 'Namespaced',
    verbs: listed.verbs ?? [],
    shortNames: listed.shortNames ?? [],
    categories: listed.categories ?? [],
    subresources: (listed.subresources ?? []).map(({ subresource }) => subresource),
  }
}
