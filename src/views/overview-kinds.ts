/** What an overview looks at, in the order in which people need to hear of it. Pure. */

export interface LookedAt {
  /** kubectl's name. */
  readonly id: string
  /** The less, the sooner it is told among what is as bad. */
  readonly rank: number
  /** Its newest are news. */
  readonly news?: boolean
  /** Others speak for it. */
  readonly silent?: boolean
}

/** What nearly always matters in a cluster: the rest is counted, and not looked into. */
export const lookedAt: readonly LookedAt[] = [
  { id: 'nodes', rank: 0, news: true },
  { id: 'pods', rank: 1 },
  { id: 'deployments.apps', rank: 1, news: true },
  { id: 'statefulsets.apps', rank: 1, news: true },
  { id: 'daemonsets.apps', rank: 1, news: true },
  { id: 'services', rank: 2 },
  { id: 'endpointslices.discovery.k8s.io', rank: 2, silent: true },
  { id: 'ingresses.networking.k8s.io', rank: 2 },
  { id: 'persistentvolumeclaims', rank: 3 },
  { id: 'resourcequotas', rank: 3 },
  { id: 'jobs.batch', rank: 4 },
  { id: 'cronjobs.batch', rank: 4, news: true },
  { id: 'horizontalpodautoscalers.autoscaling', rank: 5 },
  { id: 'namespaces', rank: 6, news: true },
]

const byId = new Map(lookedAt.map((each) => [each.id, each]))
export const rankOf = (id: string): number => byId.get(id)?.rank ?? 9
export const isNews = (id: string): boolean => byId.get(id)?.news === true
export const isSilent = (id: string): boolean => byId.get(id)?.silent === true

/** Those whose rows are worth a watch in each namespace of several; the others are read anew from time to time there. */
export const always: readonly string[] = [
  'pods',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
]
