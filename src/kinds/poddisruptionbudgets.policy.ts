/** PodDisruptionBudgets: whether pods may be evicted now, and which. */
import { kind, type Kind, type KubeObject, type Problem, type Status } from '../kind.ts'
import { age, name, number, status, text } from './parts/columns.ts'
import { field } from './parts/fields.ts'
import type { Condition } from './parts/pod.ts'
import { type Selector, written } from './parts/selectors.ts'

interface Budget extends KubeObject {
  readonly spec?: {
    readonly minAvailable?: number | string
    readonly maxUnavailable?: number | string
    readonly selector?: Selector
    readonly unhealthyPodEvictionPolicy?: string
  }
  readonly status?: {
    readonly disruptionsAllowed?: number
    readonly currentHealthy?: number
    readonly desiredHealthy?: number
    readonly expectedPods?: number
    readonly conditions?: readonly Condition[]
  }
}

/** Which of its numbers forbid an eviction: policy/v1 PodDisruptionBudgetStatus. */
function budgetStatus({ status: of = {} }: Budget): Status {
  const { disruptionsAllowed: allowed = 0, currentHealthy: healthy = 0 } = of
  const { desiredHealthy: least = 0, expectedPods: all = 0 } = of
  if (of.conditions?.some(({ reason }) => reason === 'SyncFailed') === true)
    return { tone: 'bad', word: 'Not reckoned', reason: 'its pods cannot be counted' }
  if (all === 0) return { tone: 'idle', word: 'No pods', reason: 'it selects none' }
  if (allowed > 0) return { tone: 'ok', word: `Allows ${allowed}`, reason: '' }
  return healthy < least
    ? { tone: 'warn', word: 'Allows none', reason: `${healthy} of ${least} healthy` }
    : { tone: 'warn', word: 'Allows none', reason: `all ${healthy} healthy are needed` }
}

const amount = (value: number | string | undefined): string =>
  value === undefined ? 'N/A' : String(value)

const budgets: Kind = kind<Budget>({
  reads: [
    'spec.minAvailable',
    'spec.maxUnavailable',
    'spec.selector',
    'status.disruptionsAllowed',
    'status.currentHealthy',
    'status.desiredHealthy',
    'status.expectedPods',
    'status.conditions.type',
    'status.conditions.reason',
  ],
  columns: [
    name,
    status(budgetStatus),
    text('Min Available', 'As many pods must stay', ({ spec }) => amount(spec?.minAvailable)),
    text('Max Unavailable', 'As many pods may be missing', ({ spec }) =>
      amount(spec?.maxUnavailable),
    ),
    number(
      'Allowed Disruptions',
      'Pods that may be evicted now',
      ({ status: of }) => of?.disruptionsAllowed ?? 0,
    ),
    age,
  ],
  status: budgetStatus,
  facets: {},
  sections: (budget) => ({
    main: [],
    side: [{ block: 'fields', title: 'Budget', fields: budgetFields(budget) }],
  }),
  relations: [
    {
      id: 'pods',
      title: 'Pods',
      resource: 'pods',
      which: ({ spec, metadata }) =>
        spec?.selector === undefined
          ? null
          : { namespace: metadata.namespace ?? null, labels: written(spec.selector) },
      none: 'It selects no pods.',
      columns: ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'Node'],
    },
  ],
  problems: blocks,
})
export default budgets

function budgetFields({ spec = {}, status: of = {} }: Budget) {
  const { currentHealthy = 0, desiredHealthy = 0, expectedPods = 0 } = of
  return [
    field('Healthy', `${currentHealthy} of ${expectedPods}`),
    field('At least', desiredHealthy),
    field('May be evicted', of.disruptionsAllowed ?? 0),
    field('Unhealthy pods', spec.unhealthyPodEvictionPolicy),
    field('Selector', written(spec.selector ?? {})),
  ]
}

/** It stops every drain of a node, also when all is well. */
function blocks(budget: Budget): readonly Problem[] {
  const { word, reason } = budgetStatus(budget)
  if (word !== 'Allows none') return []
  const { currentHealthy = 0, desiredHealthy = 0, expectedPods = 0 } = budget.status ?? {}
  const never = desiredHealthy >= expectedPods
  return [
    {
      tone: 'warn',
      title: `None of its pods may be evicted: ${reason}`,
      evidence: [
        never
          ? `It wants ${desiredHealthy} of ${expectedPods} pods: a node that has one of them cannot be drained.`
          : `${currentHealthy} pods are healthy, ${desiredHealthy} must be.`,
      ],
      next: never ? [{ text: 'Run more pods, or ask for fewer.' }] : [],
    },
  ]
}
