/** Who an object belongs to. */
import type { ObjectMeta, OwnerReference } from '../kube.ts'

/** The controller among an object's owners, else the first of them. */
export function owner(meta: ObjectMeta): OwnerReference | undefined {
  const owners = meta.ownerReferences ?? []
  return owners.find((each) => each.controller === true) ?? owners[0]
}
