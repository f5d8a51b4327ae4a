/** Evictions: a pod goes as by a delete, unless its disruption budget allows none to go. */
import type { KubeObject } from '../kube.ts'
import { type Call, dry, json } from './call.ts'
import { Failure, success } from './failure.ts'
import { at, count, fields } from './field.ts'
import { kindOf } from './kinds.ts'
import { type World, leaving } from './world.ts'
import { selects } from './world/endpoints.ts'
import { erase } from './write.ts'

export function evict(call: Call, world: World, pod: KubeObject): object {
  const options = fields(json(call.body, call.headers['content-type']), 'deleteOptions')
  const kind = kindOf('PodDisruptionBudget')
  const covers = (one: KubeObject) => selects(one, pod, 'spec.selector.matchLabels')
  const budget = leaving(pod) ? undefined : world.store.list(kind).find(covers)
  const of = (field: string) => count(budget, `status.${field}`)
  if (budget !== undefined && of('disruptionsAllowed') === 0) {
    const message = `The disruption budget ${budget.metadata.name} needs ${of('desiredHealthy')} healthy pods and has ${of('currentHealthy')} currently`
    const words = "Cannot evict pod as it would violate the pod's disruption budget."
    const causes = [{ reason: 'DisruptionBudget', message }]
    throw new Failure(429, 'TooManyRequests', words, { causes })
  }
  erase({ ...call, body: JSON.stringify(options) }, world, pod)
  if (budget !== undefined && !dry(call) && at(options, 'dryRun.0') !== 'All') {
    const less = (field: string) => ({ [field]: of(field) - 1 })
    const status = { ...less('disruptionsAllowed'), ...less('currentHealthy') }
    world.store.put(kind, { ...budget, status: { ...fields(budget, 'status'), ...status } })
  }
  return { ...success, code: 201 }
}
