/** One API group as discovery tells it, made into resources: kubectl's rule for the preferred version. */
import type { Resource } from '../resource.ts'

export interface Served {
  readonly plural: string
  readonly singular: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly subresources: readonly string[]
}

export interface Group {
  /** Empty for core. */
  readonly name: string
  /** Preferred first. `null`: the version is listed but cannot be served now. */
  readonly versions: readonly {
    readonly version: string
    readonly resources: readonly Served[] | null
  }[]
}

/** One entry per plural, in the first version (the preferred one is first) that serves it. */
export function resourcesOf(group: Group): Resource[] {
  const found = new Map<string, { served: Served; versions: string[] }>()
  for (const { version, resources } of group.versions) {
    for (const served of resources ?? []) {
      const before = found.get(served.plural)
      if (before === undefined) found.set(served.plural, { served, versions: [version] })
      else before.versions.push(version)
    }
  }
  return [...found.values()].map(({ served, versions }) => ({
    ...served,
    id: group.name === '' ? served.plural : `${served.plural}.${group.name}`,
    group: group.name,
    version: versions[0] ?? '',
    versions,
  }))
}

/** Whether a version of the group is listed that cannot be served. */
export function failing(group: Group): boolean {
  return group.versions.some(({ resources }) => resources === null)
}
