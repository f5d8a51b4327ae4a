/** What sends the pod that was seen away, and no other of its name. */
import type { Options } from '../../drain.ts'
import type { Kube, Ref, Written } from '../../kube.ts'

export function sentAway(
  kube: Kube,
  ref: Ref,
  uid: string,
  { disableEviction, gracePeriod }: Pick<Options, 'disableEviction' | 'gracePeriod'>,
): Promise<Written> {
  if (disableEviction) {
    const grace = gracePeriod === null ? {} : { grace: gracePeriod }
    return kube.write({ ref, verb: 'delete', uid, propagation: 'Background', ...grace })
  }
  const { name, namespace } = ref
  const grace = gracePeriod === null ? {} : { gracePeriodSeconds: gracePeriod }
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { preconditions: { uid }, ...grace },
  }
  return kube.write({ ref, verb: 'create', subresource: 'eviction', body })
}
