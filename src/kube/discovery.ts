/** What an API server serves: aggregated discovery with ETags, or the old way where it is not there. */
import { KubeError } from '../errors.ts'
import type { Asked } from '../errors.ts'
import type { Work } from './contract.ts'
import { parse } from './answer.ts'
import { call } from './call.ts'
import type { Link } from './call.ts'
import { aggregatedKind, groupsOf } from './discovery/aggregated.ts'
import type { GroupList } from './discovery/aggregated.ts'
import { failing, resourcesOf } from './discovery/group.ts'
import type { Group } from './discovery/group.ts'
import { index } from './discovery/index.ts'
import { oldGroups } from './discovery/old.ts'
import type { GroupVersions, ResourceList } from './discovery/old.ts'
import { as } from './json.ts'
import type { Discovery } from './resource.ts'

const asked: Asked = { verb: 'get', resource: '', namespace: null, name: null }
const accept = ['v2', 'v2beta1']
  .map((v) => `application/json;g=apidiscovery.k8s.io;v=${v};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',')

/** A reader that remembers the ETags of `/api` and `/apis` and asks only whether they changed. */
export function discoverer(
  link: Link,
): (work: Work, before: Discovery | null) => Promise<Discovery> {
  const core = root(link, '/api')
  const rest = root(link, '/apis')
  return async (work, before) => {
    const [first, second] = await Promise.all([core(work), rest(work)])
    if (before !== null && first.same && second.same) return before
    const old = first.value.groups === null || second.value.groups === null
    const groups = old
      ? await oldWay(link, work, first.value.json, second.value.json)
      : [...(first.value.groups ?? []), ...(second.value.groups ?? [])]
    return discoveryOf(groups)
  }
}

/** Core first, then the server's order. */
export function discoveryOf(groups: readonly Group[]): Discovery {
  const failed = groups.filter(failing).map(({ name }) => name)
  return index(groups.flatMap(resourcesOf), failed)
}

interface Root {
  /** null: the server does not know the aggregated form. */
  readonly groups: readonly Group[] | null
  readonly json: unknown
}

function root(link: Link, path: string): (work: Work) => Promise<{ value: Root; same: boolean }> {
  let known: { readonly etag: string; readonly value: Root } | null = null
  return async (work) => {
    const headers: Record<string, string> = known === null ? {} : { 'if-none-match': known.etag }
    const wanted = { asked, path, accept, headers, limit: 'discovery' } as const
    return await call(link, work, wanted, (answer) => {
      if (answer.status === 304 && known !== null) return { value: known.value, same: true }
      const json = parse<GroupList>(answer)
      const groups = json.kind === aggregatedKind ? groupsOf(json) : null
      const value: Root = { groups, json: groups === null ? json : null }
      const { etag } = answer.headers
      // Without an ETag, and the old way, nothing can say that it is still the same.
      known = etag === undefined || groups === null ? null : { etag, value }
      return { value, same: false }
    })
  }
}

async function oldWay(link: Link, work: Work, core: unknown, groups: unknown): Promise<Group[]> {
  const plain = async (path: string): Promise<unknown> => {
    const wanted = { asked, path, accept: 'application/json', limit: 'discovery' } as const
    return await call(link, work, wanted, parse<unknown>)
  }
  const versions = as<{ versions?: string[] }>(core ?? (await plain('/api')))
  const list = as<GroupVersions>(groups ?? (await plain('/apis')))
  return await oldGroups(versions.versions ?? [], list, async (path) => {
    try {
      return as<ResourceList>(await plain(path))
    } catch (error) {
      // One broken aggregated API must not take the others along.
      if (error instanceof KubeError && error.status !== 403) return null
      throw error
    }
  })
}
