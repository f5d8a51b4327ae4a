/** The sidebar: what the cluster serves, in the order in which people look. */
import type { Discovery, Resource } from '../kube.ts'
import type { Query, Urls } from '../urls.ts'
import { plural } from './words.ts'

export interface NavGroup {
  readonly title: string
  /** Closed at first: custom resources by group, and the rarely used. */
  readonly folded: boolean
  readonly open: boolean
  readonly links: readonly NavLink[]
  /** Where its links are changed; empty: they are what they are. */
  readonly edit: string
}
export interface NavLink {
  readonly text: string
  readonly href: string
  readonly current: boolean
  /** kubectl's name, as a hint; null for what is no kind. */
  readonly id: string | null
}

const groups: readonly (readonly [string, readonly string[]])[] = [
  [
    'Workloads',
    [
      'pods',
      'deployments.apps',
      'statefulsets.apps',
      'daemonsets.apps',
      'replicasets.apps',
      'jobs.batch',
      'cronjobs.batch',
    ],
  ],
  [
    'Network',
    [
      'services',
      'ingresses.networking.k8s.io',
      'gateways.gateway.networking.k8s.io',
      'httproutes.gateway.networking.k8s.io',
      'networkpolicies.networking.k8s.io',
      'endpointslices.discovery.k8s.io',
    ],
  ],
  [
    'Config',
    [
      'configmaps',
      'secrets',
      'horizontalpodautoscalers.autoscaling',
      'poddisruptionbudgets.policy',
      'resourcequotas',
      'limitranges',
    ],
  ],
  ['Storage', ['persistentvolumeclaims', 'persistentvolumes', 'storageclasses.storage.k8s.io']],
  [
    'Access',
    [
      'serviceaccounts',
      'roles.rbac.authorization.k8s.io',
      'rolebindings.rbac.authorization.k8s.io',
      'clusterroles.rbac.authorization.k8s.io',
      'clusterrolebindings.rbac.authorization.k8s.io',
    ],
  ],
  ['Cluster', ['nodes', 'namespaces', 'events', 'customresourcedefinitions.apiextensions.k8s.io']],
]
/** Kinds that have a place of their own there, in its order. */
export const placed: ReadonlySet<string> = new Set(groups.flatMap(([, ids]) => ids))

/** Where a list opens best: events by time. */
const opening: Readonly<Record<string, Query>> = { events: { sort: 'last-seen' } }

export interface NavContext {
  readonly urls: Urls
  readonly cluster: string
  /** kubectl's name of the list or object on the page; empty for none. */
  readonly current: string
  /** Namespaces that links of namespaced kinds keep. */
  readonly namespaces: readonly string[]
  /** Lists that the person has pinned. */
  readonly pinned: readonly NavLink[]
  /** What the person is known not to be allowed to list is not offered. */
  readonly offered: (resource: Resource) => boolean
}

/** Groups without a resource to offer are left out; each listable resource stands exactly once. */
export function nav(discovery: Discovery, context: NavContext): readonly NavGroup[] {
  const known = groups.map(([title, ids]) => ({
    title,
    folded: false,
    links: ids
      .map((id) => discovery.get(id))
      .filter((found) => found !== undefined)
      .filter(context.offered),
  }))
  const rest = discovery.resources.filter(
    (each) => each.verbs.includes('list') && !placed.has(each.id) && context.offered(each),
  )
  const custom = Map.groupBy(rest.filter(isCustom), ({ group }) => group)
  const folded = [...custom].map(([title, links]) => ({ title, folded: true, links }))
  const builtIn = { title: 'More', folded: true, links: rest.filter((each) => !isCustom(each)) }
  const first = {
    text: 'Overview',
    href: context.urls.cluster(context.cluster, { ns: context.namespaces }),
    current: context.current === '',
    id: '',
  }
  const top = { title: '', folded: false, open: false, links: [first], edit: '' }
  const pinned = {
    title: 'Pinned',
    folded: false,
    open: false,
    links: context.pinned,
    edit: context.urls.pins(context.cluster),
  }
  const rows = [...known, ...folded, builtIn]
    .filter(({ links }) => links.length > 0)
    .map(({ title, folded: closed, links }) => ({
      title,
      folded: closed,
      open: links.some(({ id }) => id === context.current),
      links: links.map((resource) => link(resource, context)),
      edit: '',
    }))
  return context.pinned.length > 0 ? [top, pinned, ...rows] : [top, ...rows]
}

const isCustom = ({ group }: Resource) => group.includes('.') && !group.endsWith('.k8s.io')

function link(resource: Resource, { urls, cluster, current, namespaces }: NavContext): NavLink {
  const ns = resource.namespaced ? namespaces : []
  return {
    text: plural(resource.kind, resource.plural),
    href: urls.list(cluster, resource.id, { ns, ...opening[resource.id] }),
    current: resource.id === current,
    id: resource.id,
  }
}

/** The kinds that an overview counts: every one the sidebar shows unfolded, events aside. */
export const counted: readonly string[] = groups
  .flatMap(([, ids]) => ids)
  .filter((id) => id !== 'events' && id !== 'endpointslices.discovery.k8s.io')
