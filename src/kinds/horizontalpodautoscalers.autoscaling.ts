/** HorizontalPodAutoscalers: what they scale, by which metrics, and what keeps them from it. */
import { kind, type Kind, type Said } from '../kind.ts'
import { type Autoscaler, autoscalerProblems, autoscalerStatus } from './parts/autoscaler.ts'
import { aims, targets } from './parts/autoscaler-metrics.ts'
import { age, name, number, status, text } from './parts/columns.ts'
import { field } from './parts/fields.ts'
import { period, podsField } from './parts/rollout.ts'

const autoscalers: Kind = kind<Autoscaler>({
  reads: [
    'spec.scaleTargetRef',
    'spec.minReplicas',
    'spec.maxReplicas',
    'spec.metrics',
    'status.currentReplicas',
    'status.currentMetrics',
    'status.conditions.type',
    'status.conditions.status',
    'status.conditions.reason',
    'status.conditions.message',
  ],
  columns: [
    name,
    {
      title: 'Reference',
      help: 'What it scales',
      type: 'reference',
      cell: (autoscaler) => targetSaid(autoscaler),
    },
    status(autoscalerStatus),
    text('Targets', 'Each metric’s value, and the value that is wanted', targets),
    number('MinPods', 'As few as it may go', ({ spec }) => spec?.minReplicas ?? 1),
    number('MaxPods', 'As many as it may go', ({ spec }) => spec?.maxReplicas),
    number('Replicas', 'As many as there are', ({ status: of }) => of?.currentReplicas ?? 0),
    age,
  ],
  status: autoscalerStatus,
  facets: {},
  sections: (autoscaler) => ({
    main: [
      {
        block: 'grid',
        title: 'Metrics',
        heads: ['Metric', 'Now', 'Wanted'],
        rows: aims(autoscaler).map((aim) => [
          { text: aim.name },
          { text: aim.now },
          { text: aim.wanted },
        ]),
        none: 'It has no metrics.',
      },
    ],
    side: [
      {
        block: 'fields',
        title: 'Scaling',
        fields: scaling(autoscaler),
      },
    ],
  }),
  relations: [],
  problems: (autoscaler) => autoscalerProblems(autoscaler),
})
export default autoscalers

const waits = (seconds: number | undefined) =>
  seconds ? `after ${period(seconds) ?? ''} of calm` : undefined

function scaling(autoscaler: Autoscaler) {
  const { spec = {}, status: of = {} } = autoscaler
  const { scaleUp, scaleDown } = spec.behavior ?? {}
  return [
    field('Scales', targetSaid(autoscaler)),
    podsField(of.desiredReplicas, [[of.currentReplicas, 'now']]),
    field('Between', `${spec.minReplicas ?? 1} and ${spec.maxReplicas ?? ''}`),
    field('Last scaled', of.lastScaleTime ? { text: '', time: of.lastScaleTime, note: 'ago' } : ''),
    field('Up', waits(scaleUp?.stabilizationWindowSeconds)),
    field('Down', waits(scaleDown?.stabilizationWindowSeconds)),
  ]
}

/** `Deployment/cart`. */
function targetSaid({ spec, metadata: { namespace } }: Autoscaler): Said {
  const { apiVersion = '', kind: of = '', name: called = '' } = spec?.scaleTargetRef ?? {}
  if (called === '') return { text: '' }
  return { text: `${of}/${called}`, to: { apiVersion, kind: of, namespace, name: called } }
}
