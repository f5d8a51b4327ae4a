/** Limit ranges: what containers, pods and claims get where they say nothing, and what they may ask for. */
import { kind, type Kind, type KubeObject } from '../kind.ts'
import { amountOf, type Amounts, inOrder } from './parts/amounts.ts'
import { age, name, text } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'

/** core/v1 LimitRangeItem. */
interface Item {
  readonly type?: string
  readonly min?: Amounts
  readonly max?: Amounts
  readonly default?: Amounts
  readonly defaultRequest?: Amounts
  readonly maxLimitRequestRatio?: Amounts
}

interface Limits extends KubeObject {
  readonly spec?: { readonly limits?: readonly Item[] }
}

const itemsOf = ({ spec }: Limits): readonly Item[] => spec?.limits ?? []

const bounds = ['min', 'max', 'defaultRequest', 'default', 'maxLimitRequestRatio'] as const

const limits: Kind = kind<Limits>({
  reads: ['spec.limits'],
  columns: [
    name,
    text('Bounds', 'What it bounds', (of) =>
      itemsOf(of)
        .map((item) => `${item.type ?? ''}: ${resourcesOf(item).join(', ')}`)
        .join('; '),
    ),
    age,
  ],
  status: () => null,
  facets: {},
  sections: (of) => ({
    main: itemsOf(of).map((item) => ({
      block: 'grid',
      title: `Of each ${(item.type ?? '').toLowerCase()}`,
      heads: ['Resource', 'Least', 'Most', 'Request if none', 'Limit if none', 'Limit at most'],
      rows: resourcesOf(item).map((resource) => [
        { text: resource },
        ...bounds.map((bound) => ({ text: said(item, bound, resource) })),
      ]),
    })),
    side: [],
  }),
  relations: [],
  problems: stuckDeletion,
})
export default limits

const resourcesOf = (item: Item): readonly string[] =>
  inOrder(bounds.flatMap((bound) => Object.keys(item[bound] ?? {})))

/** A ratio is how often the request. */
function said(item: Item, bound: (typeof bounds)[number], resource: string): string {
  const value = item[bound]?.[resource]
  if (value === undefined) return ''
  return bound === 'maxLimitRequestRatio' ? `${value} × the request` : amountOf(resource, value)
}
