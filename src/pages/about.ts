/** The events of one object. */
import { NotFound } from '../errors.ts'
import { fieldsWritten } from '../kinds/parts/selectors.ts'
import type { Kube, Ref } from '../kube.ts'
import type { Event } from '../views/event.ts'
import { newest } from '../views/event.ts'
import type { ObjectContext } from '../views/object.ts'

/** The field selector of an object's events. */
export function fieldsOf({ resource, name }: Ref): string {
  return fieldsWritten({
    'involvedObject.kind': resource.kind,
    'involvedObject.name': name,
  })
}

/** Most events that are read of one object. */
const limit = 500

export interface About {
  readonly events: readonly Event[]
  /** False: the API server has more of them. */
  readonly whole: boolean
}

/** @throws NotFound where the cluster has no events. */
export async function readEvents(kube: Kube, { ref, discovery }: ObjectContext): Promise<About> {
  const resource = discovery.get('events')
  if (resource === undefined) throw new NotFound('resource', 'events')
  const query = { namespace: ref.namespace, fields: fieldsOf(ref), limit }
  const { items, continue: more } = await kube.objects(resource, query)
  return { events: items, whole: more === null }
}

/** Newest first. */
export async function eventsAbout(kube: Kube, context: ObjectContext): Promise<readonly Event[]> {
  return (await readEvents(kube, context)).events.toSorted(newest)
}
