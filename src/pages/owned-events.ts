/** The events of what an object owns: of few objects each one's, of many their kind's as far as the bound goes. */
import { KubeError } from '../errors.ts'
import type { KubeObject, Relation } from '../kind.ts'
import { kindOf } from '../kinds.ts'
import type { Kube, ObjectMeta, Resource } from '../kube.ts'
import type { Event } from '../views/event.ts'
import type { Others } from '../views/events.ts'
import type { ObjectContext } from '../views/object.ts'
import { grouped, plural } from '../views/words.ts'
import { fieldsOf } from './about.ts'
import { isRefused } from './reach.ts'

/** Objects of one relation, those that are asked one by one, and pages of events. */
const most = { objects: 500, each: 8, pages: 4 }
const page = 500

/** The relations whose objects' events stand among the object's own. */
export const eventful = ({ ref }: Pick<ObjectContext, 'ref'>): readonly Relation<KubeObject>[] => {
  const { relations = [], events = [] } = kindOf(ref.resource.id) ?? {}
  return relations.filter(({ id }) => events.includes(id))
}

/** Null where its kind owns nothing that events tell of, or it is gone. */
export async function readOwned(kube: Kube, context: ObjectContext): Promise<Others | null> {
  const relations = eventful(context)
  const events = context.discovery.get('events')
  if (relations.length === 0 || events === undefined) return null
  const object = await present(kube, context)
  if (object === null) return null
  const of = (relation: Relation<KubeObject>) => told(kube, { relation, object, events }, context)
  const found = await Promise.all(relations.map(of))
  return {
    names: relations.map(({ title }) => title.toLowerCase()),
    events: found.flatMap((one) => one.events),
    notes: found.flatMap((one) => one.notes),
  }
}

async function present(kube: Kube, { ref }: ObjectContext): Promise<KubeObject | null> {
  try {
    return (await kube.get(ref)).value
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 404) throw error
    return null
  }
}

interface Owning {
  readonly relation: Relation<KubeObject>
  readonly object: KubeObject
  readonly events: Resource
}
type Told = Pick<Others, 'events' | 'notes'>
const silence: Told = { events: [], notes: [] }

async function told(kube: Kube, owning: Owning, { discovery }: ObjectContext): Promise<Told> {
  const { relation, object } = owning
  const resource = discovery.get(relation.resource)
  const which = relation.which(object)
  if (resource === undefined || which === null) return silence
  const many = plural(resource.kind, resource.plural).toLowerCase()
  try {
    const { items, continue: more } = await kube.metadata(resource, {
      ...which,
      limit: most.objects,
    })
    const { apiVersion, kind } = { apiVersion: resource.version, kind: resource.kind }
    const keep = relation.keep?.(object) ?? (() => true)
    const own = items.filter(({ metadata }) => keep({ apiVersion, kind, metadata }))
    const cut = more === null ? [] : [`Of its ${many} the first ${most.objects} were looked at.`]
    const heard = await eventsOf(
      kube,
      owning,
      resource,
      own.map(({ metadata }) => metadata),
    )
    return { events: heard.events, notes: [...cut, ...heard.notes] }
  } catch (error) {
    if (!isRefused(error)) throw error
    return { events: [], notes: [`Those of its ${many} are missing: ${error.message}`] }
  }
}

async function eventsOf(
  kube: Kube,
  { events: resource, object }: Owning,
  of: Resource,
  own: readonly ObjectMeta[],
): Promise<Told> {
  const namespace = object.metadata.namespace ?? null
  const names = new Map(own.map(({ name, uid }) => [name, uid]))
  const each = own.map(({ name }) => fieldsOf({ resource: of, namespace, name }))
  const asked = own.length > most.each ? [`involvedObject.kind=${of.kind}`] : each
  const read = (fields: string) => some(kube, resource, { namespace, fields })
  const lists = await Promise.all(asked.map(read))
  const all = lists.flatMap(({ items }) => items)
  const many = plural(of.kind, of.plural).toLowerCase()
  const cut = `Of the events of ${many} here the first ${grouped(most.pages * page)} were looked at.`
  return {
    events: all.filter(({ involvedObject: { name = '', uid = '' } = {} }) => {
      const known = names.get(name)
      return names.has(name) && (uid === '' || uid === known)
    }),
    notes: lists.some(({ whole }) => !whole) ? [cut] : [],
  }
}

async function some(
  kube: Kube,
  resource: Resource,
  query: { readonly namespace: string | null; readonly fields: string },
): Promise<{ readonly items: readonly Event[]; readonly whole: boolean }> {
  const items: Event[] = []
  let next: string | null = null
  for (let at = 0; at < most.pages; at += 1) {
    const { items: more, continue: on } = await kube.objects(resource, {
      ...query,
      limit: page,
      ...(next !== null && { continue: next }),
    })
    items.push(...more)
    next = on
    if (next === null) break
  }
  return { items, whole: next === null }
}
