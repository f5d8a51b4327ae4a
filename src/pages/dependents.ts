/** What an object owns, and what that owns in turn: what goes where it goes. */
import type { Context } from 'hono'
import { AppError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { KubeObject, ObjectMeta, Resource } from '../kube.ts'
import type { Goes } from '../views/action-page.ts'
import { type ObjectContext } from '../views/object.ts'
import { counted } from '../views/words.ts'

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

interface Found {
  readonly resource: Resource
  readonly metas: readonly ObjectMeta[]
  readonly more: boolean
}

export async function dependents(
  c: Context<Env>,
  { ref, discovery, urls, cluster }: ObjectContext,
  { metadata, kind }: KubeObject,
): Promise<Goes> {
  if (kind === 'Namespace')
    return { lines: [], unseen: 'Everything in it is deleted, whatever it is.' }
  if (ref.namespace === null) return { lines: [], unseen: '' }
  const resources = owned.map((id) => discovery.get(id)).filter((each) => each !== undefined)
  const read = await Promise.all(resources.map((each) => metas(c, each, ref.namespace)))
  const all = read.filter((each) => each !== null)
  const going = below(metadata.uid ?? '', all)
  const lines = all.flatMap(({ resource, metas: of }) => {
    const gone = of.filter(({ uid = '' }) => going.has(uid))
    if (gone.length === 0) return []
    const links = gone.slice(0, most.named).map(({ name, namespace = null }) => ({
      text: name,
      href: urls.object(cluster, { resource: resource.id, namespace, name }),
    }))
    const rest = gone.length - links.length
    const text = `${counted(gone.length, resource.kind)}:`
    return [{ text, links, more: rest > 0 ? `and ${String(rest)} more` : '' }]
  })
  const lacking = resources.filter((_, at) => read[at] === null || read[at]?.more === true)
  const names = lacking.map(({ plural }) => plural).join(', ')
  return { lines, unseen: names === '' ? '' : `Not all could be looked through: ${names}.` }
}

/** Null: they cannot be listed by this person, or not now. */
async function metas(
  c: Context<Env>,
  resource: Resource,
  namespace: string | null,
): Promise<Found | null> {
  try {
    const list = await c.var.kube.metadata(resource, { namespace, limit: most.read })
    const found = list.items.map(({ metadata }) => metadata)
    return { resource, metas: found, more: list.continue !== null }
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** The uids of all that belongs to it, at any depth. */
function below(uid: string, all: readonly Found[]): ReadonlySet<string> {
  const going = new Set([uid])
  const every = all.flatMap(({ metas: of }) => of)
  for (let before = 0; before < going.size;) {
    before = going.size
    for (const { uid: own = '', ownerReferences = [] } of every)
      if (ownerReferences.some((owner) => going.has(owner.uid))) going.add(own)
  }
  going.delete(uid)
  return going
}
