/** Evictions: a pod goes as by a delete, unless its disruption budget allows none to go. */
import type { KubeObject } from '../kube.ts'
import { type Call, json } from './call.ts'
import { Failure, success } from './failure.ts'
import { count, fields } from './field.ts'
import { kindOf } from './kinds.ts'
import { type World, leaving } from './world.ts'
import { isReady, selects } from './world/endpoints.ts'
import { erase } from './write.ts'

export function evict(call: Call, world: World, pod: KubeObject): object {
  const options = fields(json(call.body, call.headers['content-type']), 'deleteOptions')
  for (const budget of leaving(pod) ? [] : world.store.list(kindOf('PodDisruptionBudget'))) {
    const covers = (one: KubeObject) => selects(budget, one, 'spec.selector.matchLabels')
    const needs = count(budget, 'spec.minAvailable')
    const well = (one: KubeObject) => covers(one) && isReady(one) && !leaving(one)
    const has = world.store.list(kindOf('Pod')).filter(well).length
    if (!covers(pod) || has > needs) continue
    const message = `The disruption budget ${budget.metadata.name} needs ${needs} healthy pods and has ${has} currently`
    const words = "Cannot evict pod as it would violate the pod's disruption budget."
    const causes = [{ reason: 'DisruptionBudget', message }]
    throw new Failure(429, 'TooManyRequests', words, { causes })
  }
  erase({ ...call, body: JSON.stringify(options) }, world, pod)
  return { ...success, code: 201 }
}
