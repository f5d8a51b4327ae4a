/** What the demo serves, as API servers tell it: aggregated, or group by group for old clients. */
import { createHash } from 'node:crypto'
import type { Accept } from './accept.ts'
import { Blank } from './failure.ts'
import { type Kind, apiVersion, custom, kinds } from './kinds.ts'

/** @param path segments after the slash: `['api']`, `['apis', 'apps', 'v1']` */
export function discovery(path: readonly string[], accept: Accept): object {
  const [root, group = '', version] = path
  if (path.length === 1 && accept.parameters['g'] === 'apidiscovery.k8s.io')
    return aggregated(root === 'api')
  if (root === 'api') return group === '' ? coreVersions() : resources('', group)
  if (group === '') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups().map(plain) }
  if (!groups().includes(group)) throw new Blank()
  if (version !== undefined) return resources(group, version)
  return { kind: 'APIGroup', apiVersion: 'v1', ...plain(group) }
}

/** The same answer has the same tag, so that clients may keep it. */
export const etag = (body: string) =>
  `"${createHash('sha512').update(body).digest('hex').toUpperCase()}"`

const groups = () => [...new Set(kinds.map((one) => one.group))].filter(Boolean)
const of = (group: string) => kinds.filter((one) => one.group === group)
const versions = (group: string) => [...new Set(of(group).flatMap((one) => one.versions))]

const aggregated = (core: boolean) => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  metadata: {},
  items: (core ? [''] : groups()).map((group) => ({
    metadata: group === '' ? {} : { name: group },
    versions: versions(group).map((version) => ({
      version,
      resources: of(group).map((one) => described(one, version)),
      freshness: 'Current',
    })),
  })),
})

const described = (one: Kind, version: string) => ({
  resource: one.plural,
  responseKind: responseKind(one, version),
  scope: one.namespaced ? 'Namespaced' : 'Cluster',
  singularResource: one.kind.toLowerCase(),
  verbs: one.verbs,
  ...(one.short.length > 0 && { shortNames: one.short }),
  ...(one.categories.length > 0 && { categories: one.categories }),
  ...(one.plural === 'pods' && {
    subresources: [
      { subresource: 'log', responseKind: responseKind(one, version), verbs: ['get'] },
    ],
  }),
})

/** 1.37 names group and version for custom resources only. */
const responseKind = ({ group, kind }: Kind, version: string) =>
  group === custom ? { group, version, kind } : { group: '', version: '', kind }

const coreVersions = () => ({ kind: 'APIVersions', versions: ['v1'] })

function plain(group: string): object {
  const all = versions(group).map((version) => ({ groupVersion: `${group}/${version}`, version }))
  return { name: group, versions: all, preferredVersion: all[0] }
}

function resources(group: string, version: string): object {
  if (!versions(group).includes(version)) throw new Blank()
  const groupVersion = group === '' ? version : `${group}/${version}`
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: of(group).flatMap(listed),
  }
}

function listed(one: Kind): readonly object[] {
  const own = { name: one.plural, singularName: one.kind.toLowerCase() }
  const names = { shortNames: one.short, categories: one.categories }
  const shape = { namespaced: one.namespaced, kind: one.kind }
  const log = { name: 'pods/log', singularName: '', ...shape, verbs: ['get'] }
  return [{ ...own, ...shape, verbs: one.verbs, ...names }, ...(one.plural === 'pods' ? [log] : [])]
}

export const deprecation = (kind: Kind, version: string) =>
  version === kind.versions[0]
    ? null
    : `${apiVersion(kind, version)} ${kind.kind} is deprecated; use ${apiVersion(kind)} ${kind.kind}`
