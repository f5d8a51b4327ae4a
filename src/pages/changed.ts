/** Changes the object that was seen and no other: by its uid, on top of its newest version. */
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, KubeError } from '../errors.ts'
import type { Effect } from '../kind/action.ts'
import type { Kube, KubeObject, Ref, Written } from '../kube.ts'
import { wholeOf } from './beside.ts'

/** What stands there is not what was seen. */
export class Meanwhile extends AppError {
  override readonly status = 409
}

/** Others may change it between our read and our write: so often it is read anew. A controller in the midst of a rollout writes the status many times a second. */
const tries = 12
/** Milliseconds before it is, at most; longer each time. */
const pause = 50

/** @param make what to send, of the object as it is now. Throws what is to stop it. */
export async function changed(
  kube: Kube,
  ref: Ref,
  uid: string,
  make: (object: KubeObject) => Effect | Promise<Effect>,
): Promise<Written> {
  for (let left = tries; ; left -= 1) {
    const object = await same(kube, ref, uid)
    try {
      return await sent(kube, ref, object, await make(object))
    } catch (error) {
      const overtaken = error instanceof KubeError && error.reason === 'Conflict'
      if (!overtaken || left <= 1) throw error
      await sleep(Math.random() * pause * (tries - left + 1))
    }
  }
}

/** The object as it is. @throws Meanwhile for another one of its name. */
async function same(kube: Kube, ref: Ref, uid: string): Promise<KubeObject> {
  const object = await wholeOf(kube, ref)
  if ((object.metadata.uid ?? '') === uid) return object
  const what = `${ref.resource.kind} ${ref.name}`
  throw new Meanwhile(
    `${what} was deleted, and another one has its name now: nothing was done. Look at it again first.`,
  )
}

function sent(kube: Kube, ref: Ref, { metadata }: KubeObject, effect: Effect): Promise<Written> {
  if ('create' in effect) return created(kube, ref, effect)
  const { uid = '', resourceVersion } = metadata
  if ('delete' in effect) {
    const { delete: propagation, grace } = effect
    const doing = { ref, verb: 'delete', uid, propagation } as const
    return kube.write({ ...doing, ...(grace !== null && { grace }) })
  }
  if ('evict' in effect) {
    const meta = { name: ref.name, namespace: ref.namespace }
    const body = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: meta,
      deleteOptions: { preconditions: { uid } },
    }
    return kube.write({ ref, verb: 'create', subresource: 'eviction', body })
  }
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
