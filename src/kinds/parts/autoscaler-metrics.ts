/** What an autoscaler goes by: each metric's name, its value now and the value that is wanted. */
import type { Amount, Autoscaler, Metric, Source } from './autoscaler.ts'

export interface Aim {
  readonly name: string
  /** `<unknown>` where it has not been read. */
  readonly now: string
  readonly wanted: string
}

export function aims({ spec, status }: Autoscaler): readonly Aim[] {
  const current = status?.currentMetrics ?? []
  return (spec?.metrics ?? []).map((metric, at) => aim(metric, current[at]))
}

/** kubectl's TARGETS, with every metric's name: `cpu: 12%/70%, 1 more`. */
export function targets(autoscaler: Autoscaler): string {
  const all = aims(autoscaler).map(({ name, now, wanted }) => `${name}: ${now}/${wanted}`)
  const more = all.length - most
  return more > 0 ? `${all.slice(0, most).join(', ')}, ${more} more` : all.join(', ')
}
const most = 2

function aim(metric: Metric, current: Metric | undefined): Aim {
  const target = sourceOf(metric)?.target ?? {}
  const now = (current && sourceOf(current)?.current) ?? {}
  const averaged = target.averageValue !== undefined
  return {
    name: nameOf(metric),
    now: amount(now, target) ?? '<unknown>',
    wanted: `${amount(target, target) ?? '<auto>'}${averaged && metric.resource === undefined ? ' (avg)' : ''}`,
  }
}

const sourceOf = (metric: Metric): Source | undefined =>
  metric.resource ?? metric.containerResource ?? metric.pods ?? metric.object ?? metric.external

function nameOf({
  type = '',
  resource,
  containerResource,
  pods,
  object,
  external,
}: Metric): string {
  const ofContainer =
    containerResource && `${containerResource.container ?? ''} ${containerResource.name ?? ''}`
  const metric = pods?.metric ?? object?.metric ?? external?.metric
  return resource?.name ?? ofContainer ?? metric?.name ?? type
}

/** In the terms in which it is wanted. */
function amount(of: Amount, wanted: Amount): string | undefined {
  if (wanted.averageValue !== undefined) return of.averageValue
  if (wanted.value !== undefined) return of.value
  return of.averageUtilization === undefined ? undefined : `${of.averageUtilization}%`
}
