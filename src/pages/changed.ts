/** Changes the object that was seen and no other: by its uid, on top of its newest version. */
import { AppError } from '../errors.ts'
import type { Effect } from '../kind/action.ts'
import type { Kube, KubeObject, Ref, Written } from '../kube.ts'
import { wholeOf } from './beside.ts'
import { overtaken } from './overtaken.ts'
import { deleted, evicted } from './removed.ts'

/** What stands there is not what was seen. */
export class Meanwhile extends AppError {
  override readonly status = 409
}

/** @param make what to send, of the object as it is now. Throws what is to stop it. */
export async function changed(
  kube: Kube,
  ref: Ref,
  uid: string,
  make: (object: KubeObject) => Effect | Promise<Effect>,
): Promise<Written> {
  return overtaken(async () => {
    const object = await same(kube, ref, uid)
    return sent(kube, ref, object, await make(object))
  })
}

/** The object as it is. @throws Meanwhile for another one of its name. */
async function same(kube: Kube, ref: Ref, uid: string): Promise<KubeObject> {
  const object = await wholeOf(kube, ref)
  if ((object.metadata.uid ?? '') === uid) return object
  throw replaced(ref)
}

export const replaced = ({ resource, name }: Ref): Meanwhile =>
  new Meanwhile(
    `${resource.kind} ${name} was deleted, and another one has its name now: nothing was done. Look at it again first.`,
  )

function sent(kube: Kube, ref: Ref, { metadata }: KubeObject, effect: Effect): Promise<Written> {
  if ('create' in effect) return created(kube, ref, effect)
  const { uid = '', resourceVersion } = metadata
  if ('delete' in effect) return deleted(kube, ref, uid, effect.delete, effect.grace)
  if ('evict' in effect) return evicted(kube, ref, uid, null)
  // A subresource has the version of its object, and no uid that anybody would check.
  const own = effect.subresource === undefined ? { uid, resourceVersion } : { resourceVersion }
  const before = effect.body['metadata'] as object | undefined
  const body = { ...effect.body, metadata: { ...before, ...own } }
  const { patch: type, subresource } = effect
  const write = { ref, verb: 'patch', type, text: JSON.stringify(body) } as const
  return kube.write({ ...write, ...(subresource !== undefined && { subresource }) })
}

async function created(
  kube: Kube,
  { namespace }: Ref,
  { create, name, body }: Extract<Effect, { create: string }>,
): Promise<Written> {
  const resource = (await kube.discovery()).get(create)
  if (resource === undefined) throw new Meanwhile(`This cluster does not serve ${create}.`)
  return kube.write({ ref: { resource, namespace, name }, verb: 'create', body })
}
