/** What is done through subresources: `scale` (autoscaling/v1), whose fields stand in the object itself, and `eviction`. */
import type { KubeObject } from '../kube.ts'
import { type Call, json } from './call.ts'
import { Failure, success } from './failure.ts'
import { type Fields, at, count, fields } from './field.ts'
import { kindOf } from './kinds.ts'
import { get } from './read.ts'
import { type World, leaving } from './world.ts'
import { isReady, selects } from './world/endpoints.ts'
import { erase, patch } from './write.ts'

export function scale(call: Call, object: KubeObject): object {
  const { managedFields: _, ...metadata } = object.metadata as KubeObject['metadata'] & Fields
  const labels = Object.entries(fields(object, 'spec.selector.matchLabels'))
  const selector = labels.map((label) => label.join('=')).join(',')
  const status = { replicas: count(object, 'status.replicas'), selector }
  const spec = { replicas: count(object, 'spec.replicas') }
  return get(call, { kind: 'Scale', apiVersion: 'autoscaling/v1', metadata, spec, status })
}

/** The whole of it or a merge patch: uid and version are conditions. */
export function rescale(call: Call, world: World, object: KubeObject): object {
  const wanted = json(call.body, call.headers['content-type'])
  const { uid, resourceVersion } = fields(wanted, 'metadata')
  const replicas = at(wanted, 'spec.replicas') ?? 0
  const headers = { 'content-type': 'application/merge-patch+json' }
  const body = JSON.stringify({ metadata: { uid, resourceVersion }, spec: { replicas } })
  return scale(call, patch({ ...call, headers, body }, world, object) as KubeObject)
}

/** A pod goes as by a delete, unless its disruption budget allows none to go. */
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
