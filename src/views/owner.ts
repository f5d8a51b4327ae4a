/** Who an object belongs to. */
import type { ObjectMeta, OwnerReference } from '../kube.ts'

/** The one of its owners that makes another where it goes. */
export const controllerOf = ({ ownerReferences = [] }: ObjectMeta): OwnerReference | undefined =>
  ownerReferences.find(({ controller }) => controller === true)

/** Its controller, else the first of its owners. */
export const owner = (meta: ObjectMeta): OwnerReference | undefined =>
  controllerOf(meta) ?? meta.ownerReferences?.[0]
