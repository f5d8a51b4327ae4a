/** A container's log, read as the person. */
import { KubeError } from '../../errors.ts'
import type { Kube, Resource } from '../../kube.ts'
import type { Log } from '../../logs/follow.ts'
import { lifeOf } from '../../logs/life.ts'
import type { Source } from '../../logs/source.ts'

/** @param pods the resource. */
export function logOf(kube: Kube, pods: Resource, { namespace, pod, container }: Source): Log {
  const ref = { resource: pods, namespace, name: pod }
  return {
    read: (query) => kube.log(ref, { container, ...query }),
    async look() {
      try {
        return lifeOf((await kube.get(ref)).value, container)
      } catch (error) {
        if (error instanceof KubeError && error.status === 404) return null
        throw error
      }
    },
  }
}
