/** Discovery of servers without the aggregated form: one call per group and version, six at a time. */
import type { Group, Served } from './group.ts'

export interface GroupVersions {
  readonly groups?: readonly {
    readonly name: string
    readonly versions: readonly { readonly version: string }[]
    readonly preferredVersion?: { readonly version: string }
  }[]
}

export interface ResourceList {
  readonly resources?: readonly Listed[]
}

interface Listed {
  /** `pods`, or `pods/log` for a subresource. */
  readonly name: string
  readonly singularName?: string
  readonly namespaced: boolean
  readonly kind: string
  readonly verbs?: readonly string[]
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
}

/** `read` answers the resources of one path (`/apis/apps/v1`), or null where it fails. */
export async function oldGroups(
  core: readonly string[],
  groups: GroupVersions,
  read: (path: string) => Promise<ResourceList | null>,
): Promise<Group[]> {
  const wanted = [
    ...core.map((version) => ({ group: '', version, path: `/api/${version}` })),
    ...(groups.groups ?? []).flatMap(({ name, versions, preferredVersion }) =>
      preferredFirst(versions, preferredVersion?.version).map((version) => ({
        group: name,
        version,
        path: `/apis/${name}/${version}`,
      })),
    ),
  ]
  const lists = await sixAtATime(
    wanted.map(
      ({ path }) =>
        () =>
          read(path),
    ),
  )
  const found = new Map<string, Group['versions'][number][]>()
  wanted.forEach(({ group, version }, at) => {
    const list = lists[at] ?? null
    const versions = found.get(group) ?? []
    versions.push({ version, resources: list === null ? null : servedBy(list) })
    found.set(group, versions)
  })
  return [...found].map(([name, versions]) => ({ name, versions }))
}

function preferredFirst(
  versions: readonly { readonly version: string }[],
  preferred: string | undefined,
): string[] {
  const all = versions.map(({ version }) => version)
  if (preferred === undefined || !all.includes(preferred)) return all
  return [preferred, ...all.filter((version) => version !== preferred)]
}

async function sixAtATime<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  const queue = tasks.entries()
  const worker = async () => {
    for (const [at, task] of queue) results[at] = await task()
  }
  await Promise.all(Array.from({ length: 6 }, worker))
  return results
}

function servedBy(list: ResourceList): Served[] {
  const all = list.resources ?? []
  return all
    .filter(({ name }) => !name.includes('/'))
    .map((listed) => ({
      plural: listed.name,
      singular: listed.singularName ?? '',
      kind: listed.kind,
      namespaced: listed.namespaced,
      verbs: listed.verbs ?? [],
      shortNames: listed.shortNames ?? [],
      categories: listed.categories ?? [],
      subresources: all.flatMap(({ name }) => subresource(name, listed.name)),
    }))
}

function subresource(name: string, plural: string): string[] {
  return name.startsWith(`${plural}/`) ? [name.slice(plural.length + 1)] : []
}
