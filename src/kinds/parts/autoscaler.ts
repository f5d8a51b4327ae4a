/** A HorizontalPodAutoscaler's fields (autoscaling/v2), what it is like and what is wrong with it. */
import type { KubeObject, Problem, Status } from '../../kind.ts'
import type { Condition } from './pod.ts'
import { sentence } from './pod-status.ts'

export interface Autoscaler extends KubeObject {
  readonly spec?: {
    readonly scaleTargetRef?: {
      readonly apiVersion?: string
      readonly kind?: string
      readonly name?: string
    }
    readonly minReplicas?: number
    readonly maxReplicas?: number
    readonly metrics?: readonly Metric[]
    readonly behavior?: { readonly scaleUp?: Behaviour; readonly scaleDown?: Behaviour }
  }
  readonly status?: {
    readonly currentReplicas?: number
    readonly desiredReplicas?: number
    readonly lastScaleTime?: string | null
    readonly currentMetrics?: readonly Metric[] | null
    readonly conditions?: readonly Condition[]
  }
}

interface Behaviour {
  readonly stabilizationWindowSeconds?: number
  readonly selectPolicy?: string
}

/** One of five; `target` in the spec, `current` in the status. */
export interface Metric {
  readonly type?: string
  readonly resource?: Source & { readonly name?: string }
  readonly containerResource?: Source & { readonly name?: string; readonly container?: string }
  readonly pods?: Source & { readonly metric?: { readonly name?: string } }
  readonly object?: Source & {
    readonly metric?: { readonly name?: string }
    readonly describedObject?: { readonly kind?: string; readonly name?: string }
  }
  readonly external?: Source & { readonly metric?: { readonly name?: string } }
}
export interface Source {
  readonly target?: Amount
  readonly current?: Amount
}
export interface Amount {
  readonly averageUtilization?: number
  readonly averageValue?: string
  readonly value?: string
}

const conditionOf = ({ status }: Autoscaler, type: string) =>
  status?.conditions?.find((each) => each.type === type)

export function autoscalerStatus(autoscaler: Autoscaler): Status {
  const able = conditionOf(autoscaler, 'AbleToScale')
  const active = conditionOf(autoscaler, 'ScalingActive')
  if (able?.status === 'False') return ill('Cannot scale', able)
  if (active?.reason === 'ScalingDisabled')
    return { tone: 'idle', word: 'Off', reason: 'its target is scaled to 0' }
  if (active?.status === 'False') return ill('No metrics', active)
  if (active === undefined) return { tone: 'busy', word: 'Waiting', reason: '' }
  const limited = conditionOf(autoscaler, 'ScalingLimited')
  const { maxReplicas: most } = autoscaler.spec ?? {}
  if (limited?.status === 'True' && limited.reason === 'TooManyReplicas')
    return { tone: 'warn', word: 'At its most', reason: `wants more than ${most ?? 0}` }
  return { tone: 'ok', word: 'Active', reason: '' }
}

const ill = (word: string, { message = '' }: Condition): Status => ({
  tone: 'bad',
  word,
  reason: inside(message),
})

/** What lies at the bottom of it: Go errors are sentences of sentences. */
function inside(message: string): string {
  const last = /(?:: )(unable to fetch metrics from [^:]+|no metrics returned from [^:]+)/.exec(
    message,
  )
  return sentence(last?.[1] ?? message.replace(/^the HPA .*?was unable to [^:]*: /, ''))
}

export function autoscalerProblems(other: KubeObject): readonly Problem[] {
  const autoscaler: Autoscaler = other
  const { tone, word, reason } = autoscalerStatus(autoscaler)
  if (tone !== 'bad' && tone !== 'warn') return []
  const { namespace, name } = autoscaler.metadata
  const titles: Readonly<Record<string, string>> = {
    'Cannot scale': 'cannot scale',
    'No metrics': 'has no metrics to go by',
    'At its most': 'is at its most',
  }
  const guilty = autoscaler.status?.conditions?.find(({ type, status }) =>
    type === 'ScalingLimited' ? status === 'True' && tone === 'warn' : status === 'False',
  )
  return [
    {
      tone: 'warn',
      title: `Autoscaler ${name} ${titles[word] ?? word}: ${reason}`,
      evidence: [guilty?.message ?? ''],
      next: [
        {
          text: `Autoscaler ${name}`,
          to: { resource: 'horizontalpodautoscalers.autoscaling', namespace, name },
        },
        ...(word === 'No metrics'
          ? [{ text: 'Look whether the metrics API answers, and whether its pods set requests.' }]
          : []),
      ],
    },
  ]
}
