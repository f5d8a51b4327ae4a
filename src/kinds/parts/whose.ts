/** What a person knows an object by: the workload that it belongs to. */
import type { KubeObject, To } from '../../kind.ts'
import { owner } from '../../views/owner.ts'

const hashLabel = 'pod-template-hash'

/**
 * Its controller; of a Deployment's replica set the Deployment, whose name the set's begins with
 * (deployment_controller, getNewReplicaSet). Undefined where it has none, or only its node (a static pod).
 */
export function whose({ metadata }: KubeObject): To | undefined {
  const by = owner(metadata)
  const { namespace } = metadata
  if (by === undefined || by.kind === 'Node') return undefined
  const hash = metadata.labels?.[hashLabel] ?? ''
  const ending = `-${hash}`
  const { apiVersion, kind, name } = by
  if (kind === 'ReplicaSet' && hash !== '' && name.endsWith(ending) && name.length > ending.length)
    return { apiVersion, kind: 'Deployment', namespace, name: name.slice(0, -ending.length) }
  return { apiVersion, kind, namespace, name }
}
