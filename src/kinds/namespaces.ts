/** Namespaces: whether they are there or on their way out, and what holds them. */
import { kind, type Kind, type Section, type Status } from '../kind.ts'
import { age, name, status, text } from './parts/columns.ts'
import { field } from './parts/fields.ts'
import { finalizerWords, isKnown } from './parts/finalizers.ts'
import type { Namespace } from './parts/namespace.ts'
import { failuresOf, heldBy, namespaceProblems, remaining } from './parts/namespace-problems.ts'
import { remembered } from './parts/remembered.ts'

const ownName = 'kubernetes.io/metadata.name'

const labels = ({ metadata }: Namespace): readonly string[] =>
  Object.entries(metadata.labels ?? {})
    .filter(([key]) => key !== ownName)
    .map(([key, value]) => `${key}=${value}`)

const levels = 'pod-security.kubernetes.io/'
const security = ({ metadata: { labels: of = {} } }: Namespace) => of[`${levels}enforce`] ?? ''

/** kubectl's words. What blocks a deletion needs a look; what only takes its time does not. */
const namespaceStatus: (of: Namespace) => Status = remembered((of: Namespace): Status => {
  const { deletionTimestamp } = of.metadata
  const phase = of.status?.phase ?? ''
  if (deletionTimestamp === undefined && phase !== 'Terminating')
    return { tone: phase === 'Active' ? 'ok' : 'idle', word: phase || 'Unknown', reason: '' }
  const [failure] = failuresOf(of)
  const strange = heldBy(of).filter((each) => !isKnown(each.name))
  const blocked = failure !== undefined || strange.length > 0
  return {
    tone: blocked ? 'warn' : 'busy',
    word: 'Terminating',
    reason: failure?.words ?? waits(of),
    ...(deletionTimestamp !== undefined && { since: deletionTimestamp }),
  }
})

const namespaces: Kind = kind<Namespace>({
  reads: [
    'status.phase',
    'status.conditions.type',
    'status.conditions.status',
    'status.conditions.message',
  ],
  columns: [
    name,
    status(namespaceStatus),
    age,
    text('Labels', 'Its labels, but for its own name', (of) => labels(of).join(', '), {
      facet: 'label',
      among: labels,
    }),
    text('Pod Security', 'What pods may do in it', security, { wide: true }),
  ],
  status: namespaceStatus,
  facets: { security: (of) => [security(of)] },
  sections: (of) => ({
    main: [
      { block: 'part', id: 'overview', title: 'What is wrong in it' },
      left(of),
      ...['quotas', 'limits', 'pods'].map((id) => ({ block: 'related', id }) as const),
    ],
    side: [rules(of)],
  }),
  relations: [
    {
      id: 'pods',
      title: 'Pods in it',
      resource: 'pods',
      which: ({ metadata }) => ({ namespace: metadata.name }),
      columns: ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'Node'],
      none: 'No pods are in it.',
    },
    {
      id: 'quotas',
      title: 'Resource quotas',
      resource: 'resourcequotas',
      which: ({ metadata }) => ({ namespace: metadata.name }),
      columns: ['Name', 'Status', 'Used'],
      none: 'Nothing bounds what it may take.',
    },
    {
      id: 'limits',
      title: 'Limit ranges',
      resource: 'limitranges',
      which: ({ metadata }) => ({ namespace: metadata.name }),
      none: 'No defaults or bounds for its containers.',
    },
  ],
  problems: namespaceProblems,
})
export default namespaces

function waits(of: Namespace): string {
  const held = heldBy(of).map((each) => each.name)
  if (held.length > 0) return `held by ${held.join(', ')}`
  const all = remaining(of).map((each) => `${each.count} of ${each.name}`)
  return all.length === 0 ? '' : `still in it: ${all.join(', ')}`
}

function left(of: Namespace): Section {
  const { name: ns } = of.metadata
  const held = heldBy(of).map(({ name: called, count }) => [
    { text: finalizerWords(called) },
    { text: `in ${count}` },
  ])
  return {
    block: 'grid',
    title: 'What is left of it',
    heads: ['Resource or finalizer', 'Objects'],
    rows: [
      ...remaining(of).map(({ name: called, count }) => [
        { text: called, to: { list: called, query: { ns } } },
        { text: String(count) },
      ]),
      ...held,
    ],
  }
}

/** What pod security does with a pod that asks for more. */
const answers = { enforce: 'Refused', audit: 'Noted in the audit log', warn: 'Warned of' }

function rules({ metadata: { labels: of = {} }, spec }: Namespace): Section {
  return {
    block: 'fields',
    title: 'Rules',
    fields: [
      ...Object.entries(answers).map(([mode, words]) => {
        const level = of[levels + mode]
        return field(words, level && `pods beyond ${level}`)
      }),
      field('Finalizers', ...(spec?.finalizers ?? []).filter((each) => each !== 'kubernetes')),
    ],
  }
}
