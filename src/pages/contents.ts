/** What is in a namespace: it goes where that goes, whatever it is. */
import type { Context } from 'hono'
import { AppError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { ObjectMeta, Resource } from '../kube.ts'
import type { Goes } from '../views/action-page.ts'
import { goesLine } from '../views/goes.ts'
import type { ObjectContext } from '../views/object.ts'

/** What controllers keep about other objects, and what is computed: nobody misses it. */
const aside = new Set([
  'controllerrevisions.apps',
  'endpoints',
  'endpointslices.discovery.k8s.io',
  'events',
  'events.events.k8s.io',
  'leases.coordination.k8s.io',
  'pods.metrics.k8s.io',
])

/** Kinds that are looked for, and objects of one that are named. */
const most = { kinds: 80, named: 3 }

interface Found {
  readonly resource: Resource
  readonly metas: readonly ObjectMeta[]
  /** Null: the API server does not say. */
  readonly count: number | null
}

/** Kind by kind, custom ones too. What cannot be listed is named. */
export async function contentsOf(
  c: Context<Env>,
  at: Pick<ObjectContext, 'discovery' | 'urls' | 'cluster'>,
  namespaces: readonly string[],
): Promise<Omit<Goes, 'title'>> {
  const all = at.discovery.resources.filter(
    ({ id, namespaced, verbs }) =>
      namespaced && ['list', 'delete'].every((verb) => verbs.includes(verb)) && !aside.has(id),
  )
  const resources = all.slice(0, most.kinds)
  const found = await Promise.all(resources.map((each) => within(c, each, namespaces)))
  const lines = found.flatMap((each) => {
    if (each === null || each.metas.length === 0) return []
    return [goesLine(at, each.resource, each.metas, each.count, most.named)]
  })
  const unseen = resources.filter((_, index) => found[index] === null).map(({ plural }) => plural)
  const beyond = all.length > resources.length ? ['what other kinds there are'] : []
  const lacking = [...unseen, ...beyond].join(', ')
  return { lines, unseen: lacking === '' ? '' : `Not looked through: ${lacking}.` }
}

/** Null: they cannot be listed by this person, or not now. */
async function within(
  c: Context<Env>,
  resource: Resource,
  namespaces: readonly string[],
): Promise<Found | null> {
  try {
    const lists = await Promise.all(
      namespaces.map((namespace) =>
        c.var.kube.metadata(resource, { namespace, limit: most.named }),
      ),
    )
    const metas = lists.flatMap(({ items }) => items.map(({ metadata }) => metadata))
    const rest = lists.map((list) => (list.continue === null ? 0 : list.remaining))
    const count = rest.reduce<number | null>(
      (sum, each) => (sum === null || each === null ? null : sum + each),
      metas.length,
    )
    return { resource, metas, count }
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
