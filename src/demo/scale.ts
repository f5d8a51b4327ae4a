/** How many there are to be: the subresource `scale` (autoscaling/v1), whose fields stand in the object itself. */
import type { KubeObject } from '../kube.ts'
import { type Call, json } from './call.ts'
import { invalid } from './failure.ts'
import { type Fields, at, count, fields } from './field.ts'
import { get } from './read.ts'
import type { World } from './world.ts'
import { patch } from './write.ts'

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
  const why = `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`
  if (!(Number(replicas) >= 0)) throw invalid(call.kind, object.metadata.name, 'spec.replicas', why)
  const headers = { 'content-type': 'application/merge-patch+json' }
  const body = JSON.stringify({ metadata: { uid, resourceVersion }, spec: { replicas } })
  return scale(call, patch({ ...call, headers, body }, world, object) as KubeObject)
}
