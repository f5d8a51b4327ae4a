/** Resource quotas: how much of what a namespace may take is taken. */
import { kind, type Kind, type KubeObject, type Problem, type Said, type Status } from '../kind.ts'
import { amount, type Amounts, inOrder, numberOf, share } from './parts/amounts.ts'
import { age, name, status, text } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { remembered } from './parts/remembered.ts'

interface Quota extends KubeObject {
  readonly spec?: { readonly hard?: Amounts; readonly scopes?: readonly string[] }
  readonly status?: { readonly hard?: Amounts; readonly used?: Amounts }
}

/** How full one resource is: 1 is full, and so is what may not be taken at all. */
interface Fill {
  readonly resource: string
  readonly used: number
  readonly hard: number
  readonly part: number
}

/** The fullest first; of equals, kubectl's order. */
const fills: (quota: Quota) => readonly Fill[] = remembered(({ status: of }: Quota) =>
  inOrder(Object.keys(of?.hard ?? {}))
    .map((resource) => {
      const [used, hard] = [numberOf(of?.used, resource) ?? 0, numberOf(of?.hard, resource) ?? 0]
      return { resource, used, hard, part: hard === 0 ? (used > 0 ? 1 : 0) : used / hard }
    })
    .toSorted((a, b) => b.part - a.part),
)

/** Those of which nothing is left. */
const taken = (quota: Quota) => fills(quota).filter(({ part }) => part >= 1)

/** From here on the next rollout may be refused. */
const near = 0.9

const quotaStatus: (quota: Quota) => Status = remembered((quota: Quota): Status => {
  const [fullest] = fills(quota)
  if (fullest === undefined) return { tone: 'idle', word: 'Unknown', reason: 'not counted yet' }
  const { resource, part, used, hard } = fullest
  if (part < near)
    return { tone: 'ok', word: share(used, hard) || '0 %', reason: part === 0 ? '' : resource }
  const all = taken(quota)
  if (all.length === 0) return { tone: 'warn', word: 'Nearly full', reason: words(fullest) }
  return { tone: 'warn', word: 'Full', reason: all.map((each) => each.resource).join(', ') }
})

const quotas: Kind = kind<Quota>({
  reads: ['status.hard', 'status.used'],
  columns: [
    name,
    status(quotaStatus),
    text('Request', 'Taken of what may be asked for', (quota) => printed(quota, false), {
      wide: true,
    }),
    text('Limit', 'Taken of what may be set as limits', (quota) => printed(quota, true), {
      wide: true,
    }),
    text('Used', 'Taken of what there is, the fullest first', (quota) =>
      fills(quota).map(words).join(', '),
    ),
    age,
  ],
  status: quotaStatus,
  facets: {},
  sections: (quota) => ({
    main: [
      {
        block: 'grid',
        title: 'What may be taken',
        heads: ['Resource', 'Used', 'Of', ''],
        rows: fills(quota).map((each) => [
          { text: each.resource },
          { text: amount(each.resource, each.used) },
          { text: amount(each.resource, each.hard) },
          filled(each),
        ]),
        none: 'It bounds nothing yet.',
      },
    ],
    side: [
      {
        block: 'fields',
        title: 'Which pods count',
        fields: [
          { label: 'Scopes', values: (quota.spec?.scopes ?? []).map((each) => ({ text: each })) },
        ],
      },
    ],
  }),
  relations: [],
  problems: (quota, now) => [...full(quota), ...stuckDeletion(quota, now)],
})
export default quotas

const words = ({ resource, used, hard }: Fill) =>
  `${resource} ${amount(resource, used)} of ${amount(resource, hard)}`

const filled = ({ used, hard, part }: Fill): Said => ({
  text: share(used, hard),
  tone: part >= near ? 'warn' : 'ok',
})

/** As kubectl prints it. */
function printed({ status: of }: Quota, limits: boolean): string {
  return Object.keys(of?.hard ?? {})
    .filter((resource) => resource.startsWith('limits.') === limits)
    .toSorted()
    .map((resource) => `${resource}: ${of?.used?.[resource] ?? '0'}/${of?.hard?.[resource] ?? ''}`)
    .join(', ')
}

function full(quota: Quota): readonly Problem[] {
  const all = taken(quota)
  if (all.length === 0) return []
  return [
    {
      tone: 'warn',
      title: `Nothing is left of ${all.map(({ resource }) => resource).join(', ')}`,
      evidence: [`${all.map(words).join(', ')}. What asks for more is refused.`],
      next: [{ text: 'Raise the quota, or scale something down.' }],
    },
  ]
}
