/** What an object owns, and what that owns in turn: what goes where it goes. */
import type { Context } from 'hono'
import { AppError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { KubeObject, ObjectMeta, Resource } from '../kube.ts'
import type { Goes } from '../views/action-page.ts'
import { goesLine } from '../views/goes.ts'
import { type ObjectContext } from '../views/object.ts'
import { contentsOf } from './contents.ts'

/** What controllers make; custom kinds are not looked through. */
const owned = [
  'replicasets.apps',
  'statefulsets.apps',
  'deployments.apps',
  'daemonsets.apps',
  'jobs.batch',
  'pods',
  'controllerrevisions.apps',
  'endpointslices.discovery.k8s.io',
  'persistentvolumeclaims',
]

/** Objects of a kind that are looked through, and named. */
const most = { read: 5000, named: 5 }

interface Listed {
  readonly resource: Resource
  readonly metas: readonly ObjectMeta[]
  /** There are others, or they could not be read. */
  readonly more: boolean
}

/** What goes, without its heading. */
type Found = Omit<Goes, 'title'>

/** Of one; null: nothing. */
export const dependents = (
  c: Context<Env>,
  context: ObjectContext,
  object: KubeObject,
): Promise<Goes | null> => dependentsOf(c, context, [object])

/** Namespaces that are looked through. */
const mostLooked = 3

/** Of several of one kind; null: nothing. */
export async function dependentsOf(
  c: Context<Env>,
  context: Around,
  objects: readonly KubeObject[],
): Promise<Goes | null> {
  const goes = await looked(c, context, objects)
  if (goes.lines.length === 0 && goes.unseen === '') return null
  const one = objects.length === 1
  if (objects[0]?.kind === 'Namespace')
    return { title: `What is in ${one ? 'it' : 'them'}`, ...goes }
  return { title: `${one ? 'Its' : 'Their'} dependents`, ...goes }
}

async function looked(
  c: Context<Env>,
  context: Around,
  objects: readonly KubeObject[],
): Promise<Found> {
  if (objects[0]?.kind === 'Namespace') {
    const names = objects.map(({ metadata }) => metadata.name)
    if (names.length <= mostLooked) return contentsOf(c, context, names)
    return { lines: [], unseen: 'Everything in them is deleted, whatever it is.' }
  }
  const spaces = new Set(objects.map(({ metadata }) => metadata.namespace ?? ''))
  if (spaces.size === 0 || spaces.has('')) return { lines: [], unseen: '' }
  if (spaces.size > mostLooked) return { lines: [], unseen: 'What they own goes with them.' }
  const resources = owned
    .map((id) => context.discovery.get(id))
    .filter((each) => each !== undefined)
  const asked = resources.flatMap((each) => [...spaces].map((name) => [each, name] as const))
  const read = await Promise.all(asked.map(([each, name]) => metas(c, each, name)))
  const found = resources.map((resource) => joined(resource, asked, read))
  return goesOf(context, objects, found)
}

type Around = Pick<ObjectContext, 'discovery' | 'urls' | 'cluster'>

/** Of a kind, in all of these namespaces. */
function joined(
  resource: Resource,
  asked: readonly (readonly [Resource, string])[],
  read: readonly (Listed | null)[],
): Listed {
  const own = read.filter((_, at) => asked[at]?.[0] === resource)
  const more = own.some((each) => each === null || each.more)
  return { resource, metas: own.flatMap((each) => each?.metas ?? []), more }
}

function goesOf(at: Around, objects: readonly KubeObject[], all: readonly Listed[]): Found {
  const going = below(
    objects.map(({ metadata }) => metadata.uid ?? ''),
    all,
  )
  const lines = all.flatMap(({ resource, metas: of }) => {
    const gone = of.filter(({ uid = '' }) => going.has(uid))
    if (gone.length === 0) return []
    return [goesLine(at, resource, gone, gone.length, most.named)]
  })
  const names = all
    .filter(({ more }) => more)
    .map(({ resource }) => resource.plural)
    .join(', ')
  return { lines, unseen: names === '' ? '' : `Not all could be looked through: ${names}.` }
}

/** Null: they cannot be listed by this person, or not now. */
async function metas(
  c: Context<Env>,
  resource: Resource,
  namespace: string | null,
): Promise<Listed | null> {
  try {
    const list = await c.var.kube.metadata(resource, { namespace, limit: most.read })
    const found = list.items.map(({ metadata }) => metadata)
    return { resource, metas: found, more: list.continue !== null }
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** The uids of all that belongs to these, at any depth. */
function below(uids: readonly string[], all: readonly Listed[]): ReadonlySet<string> {
  const going = new Set(uids)
  const every = all.flatMap(({ metas: of }) => of)
  for (let before = 0; before < going.size;) {
    before = going.size
    for (const { uid: own = '', ownerReferences = [] } of every)
      if (ownerReferences.some((owner) => going.has(owner.uid))) going.add(own)
  }
  for (const uid of uids) going.delete(uid)
  return going
}
