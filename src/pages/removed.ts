/** What takes the object that was seen away, and no other of its name. */
import type { Kube, Ref, Written } from '../kube.ts'

/** @param grace seconds; null: the object's own. */
export const deleted = (
  kube: Kube,
  ref: Ref,
  uid: string,
  propagation: 'Foreground' | 'Background' | 'Orphan',
  grace: number | null,
): Promise<Written> =>
  kube.write({ ref, verb: 'delete', uid, propagation, ...(grace !== null && { grace }) })

/** As disruption budgets allow: 429 names the one that says no. @param grace seconds; null: the pod's own. */
export function evicted(kube: Kube, ref: Ref, uid: string, grace: number | null): Promise<Written> {
  const { name, namespace } = ref
  const seconds = grace === null ? {} : { gracePeriodSeconds: grace }
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { preconditions: { uid }, ...seconds },
  }
  return kube.write({ ref, verb: 'create', subresource: 'eviction', body })
}
