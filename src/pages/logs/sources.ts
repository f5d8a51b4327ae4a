/** Which containers an object's log is made of. */
import { NotFound } from '../../errors.ts'
import { kindOf } from '../../kinds.ts'
import type { Kind } from '../../kind.ts'
import type { Kube, KubeObject, ListQuery, Reads, Table } from '../../kube.ts'
import type { Asked } from '../../logs/asked.ts'
import { mostSources, type Source } from '../../logs/source.ts'
import type { ObjectContext } from '../../views/object.ts'
import { readsOf } from '../reads.ts'
import { readSome } from '../related.ts'

export interface Sources {
  readonly all: readonly Source[]
  /** Those that are read. */
  readonly chosen: readonly Source[]
  /** Where further pods come from; null: the object is the pod. */
  readonly crew: Crew | null
}

/** The pods of a workload: a list, and which of it are its own. */
export interface Crew {
  readonly query: ListQuery
  readonly own: (pod: KubeObject) => boolean
}

/** @throws NotFound for what has no log. */
export async function sources(kube: Kube, context: ObjectContext, asked: Asked): Promise<Sources> {
  const { crew, pods } = await podsOf(kube, context)
  const all = pods.flatMap(containersOf)
  return { all, chosen: choose(all, asked), crew }
}

async function podsOf(kube: Kube, { ref, discovery }: ObjectContext) {
  const kind = kindOf(ref.resource.id)
  const resource = discovery.get('pods')
  if (kind?.logs === undefined || resource === undefined)
    throw new NotFound('log', ref.name, `${ref.resource.kind} has no log.`)
  const reads = readsOf(resource)
  if (kind.logs === 'itself') return { crew: null, pods: [(await kube.get(ref)).value] }
  const crew = crewOf(kind, (await kube.get(ref)).value, reads)
  if (crew === null) return { crew, pods: [] }
  const table = await readSome(kube, resource, crew.query)
  return { crew, pods: objects(table).filter(crew.own) }
}

/** Null where it selects none. */
function crewOf({ relations }: Kind, object: KubeObject, reads: Reads | undefined): Crew | null {
  const relation = relations.find(({ id }) => id === 'pods')
  const which = relation?.which(object) ?? null
  if (which === null) return null
  return { query: { ...which, reads }, own: relation?.keep?.(object) ?? (() => true) }
}

export const objects = ({ rows }: Table): readonly KubeObject[] =>
  rows.map(({ object }) => object).filter((object) => object !== undefined)

interface PodLike extends KubeObject {
  readonly status?: { readonly phase?: string }
  readonly spec?: {
    readonly nodeName?: string
    readonly containers?: readonly Named[]
    readonly initContainers?: readonly Named[]
    readonly ephemeralContainers?: readonly Named[]
  }
}
interface Named {
  readonly name: string
  readonly restartPolicy?: string
}

/** Those that do the pod's work first. */
export function containersOf(pod: PodLike): readonly Source[] {
  const { spec = {}, metadata, status } = pod
  const over = ['Succeeded', 'Failed'].includes(status?.phase ?? '')
  const { containers = [], initContainers = [], ephemeralContainers = [], nodeName = '' } = spec
  const from = (role: (one: Named) => string) => (one: Named) => ({
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    container: one.name,
    node: nodeName,
    role: role(one),
    over,
  })
  return [
    ...containers.map(from(() => '')),
    ...initContainers.map(
      from(({ restartPolicy }) => (restartPolicy === 'Always' ? 'sidecar' : 'init')),
    ),
    ...ephemeralContainers.map(from(() => 'ephemeral')),
  ]
}

/** Without a choice, init containers stay out: what they said is over. */
export function choose(
  all: readonly Source[],
  { containers, pods, nodes }: Asked,
): readonly Source[] {
  const chosen = all.filter(
    ({ container, pod, node, role }) =>
      (containers.length === 0 ? role !== 'init' : containers.includes(container)) &&
      (pods.length === 0 || pods.includes(pod)) &&
      (nodes.length === 0 || nodes.includes(node)),
  )
  return chosen.slice(0, mostSources)
}
