/** Which disruption budget guards a pod, and whether it lets one go now: as the API server reckons an eviction (pkg/registry/core/pod/storage/eviction.go). Pure. */
import { matches, type Selector } from '../kinds/parts/selectors.ts'
import type { Pod } from '../kinds/parts/pod.ts'
import type { KubeObject } from '../kube.ts'

/** policy/v1 PodDisruptionBudget. */
interface Written extends KubeObject {
  readonly spec?: { readonly selector?: Selector; readonly unhealthyPodEvictionPolicy?: string }
  readonly status?: {
    readonly observedGeneration?: number
    readonly disruptionsAllowed?: number
    readonly currentHealthy?: number
    readonly desiredHealthy?: number
    readonly expectedPods?: number
  }
}

export interface Budget {
  readonly namespace: string
  readonly name: string
  readonly selector: Selector | undefined
  /** How many of its pods may go now. */
  readonly allows: number
  readonly healthy: number
  /** How many have to stay healthy. */
  readonly least: number
  readonly pods: number
  /** The controller has not looked at it since it was changed: until then none may go. */
  readonly reckoned: boolean
  /** Pods that are not ready go whatever it says. */
  readonly unreadyGo: boolean
}

export function budgetOf({ metadata, spec, status = {} }: Written): Budget {
  const of = { ...nothing, ...status }
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    selector: spec?.selector,
    allows: of.disruptionsAllowed,
    healthy: of.currentHealthy,
    least: of.desiredHealthy,
    pods: of.expectedPods,
    reckoned: of.observedGeneration >= (metadata.generation ?? 0),
    unreadyGo: spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow',
  }
}

const nothing = {
  observedGeneration: 0,
  disruptionsAllowed: 0,
  currentHealthy: 0,
  desiredHealthy: 0,
  expectedPods: 0,
}

export interface Guard {
  /** Those that cover the pod and count for it. */
  readonly budgets: readonly Budget[]
  /** It lets the pod go; not now; never, since two of them cover it. */
  readonly is: 'open' | 'shut' | 'twofold'
}

const open: Guard = { budgets: [], is: 'open' }
const free = new Set(['Succeeded', 'Failed', 'Pending'])

/** @param budgets also those of other namespaces. */
export function guardOf(pod: Pod, budgets: readonly Budget[]): Guard {
  if (isFree(pod)) return open
  const covering = budgets.filter((budget) => covers(budget, pod))
  const [one, two] = covering
  if (one === undefined) return open
  if (two !== undefined) return { budgets: covering, is: 'twofold' }
  if (!isReady(pod) && letsUnready(one)) return open
  return { budgets: covering, is: one.reckoned && one.allows > 0 ? 'open' : 'shut' }
}

/** No budget counts for it. */
const isFree = ({ metadata, status }: Pod) =>
  metadata.deletionTimestamp !== undefined || free.has(status?.phase ?? '')

const covers = ({ namespace, selector }: Budget, { metadata }: Pod) =>
  namespace === (metadata.namespace ?? '') && matches(selector, metadata.labels ?? {})

const isReady = ({ status }: Pod) =>
  (status?.conditions ?? []).some((each) => each.type === 'Ready' && each.status === 'True')

const letsUnready = ({ unreadyGo, healthy, least }: Budget) =>
  unreadyGo || (least > 0 && healthy >= least)

/** What it says now: `needs 2 healthy pods and has 2`. */
export function guards({ allows, healthy, least, pods, reckoned }: Budget): string {
  if (!reckoned) return 'was changed, and its controller has not reckoned it yet'
  const now = `needs ${least} healthy ${least === 1 ? 'pod' : 'pods'} of ${pods} and has ${healthy}`
  return allows > 0 ? `${now}: ${allows} may go` : now
}
