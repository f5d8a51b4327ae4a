/** What a drain meets: the pods of a node, the budgets of their namespaces, and what owns them; read as the person. */
import { type Budget, budgetOf, type DaemonSets, type Options, type Seen } from '../../drain.ts'
import { AppError, KubeError } from '../../errors.ts'
import type { Pod } from '../../kinds/parts/pod.ts'
import { fieldsWritten } from '../../kinds/parts/selectors.ts'
import {
  type Discovery,
  eachPage,
  type Kube,
  type KubeObject,
  type ListQuery,
  type OwnerReference,
  type Ref,
} from '../../kube.ts'
import { controllerOf } from '../../views/owner.ts'

export interface Met extends Seen {
  /** Namespaces whose budgets the person may not list. */
  readonly unseen: readonly string[]
}

const page = 500

const onNode = (node: string, { podSelector }: Pick<Options, 'podSelector'>): ListQuery => ({
  namespace: null,
  fields: fieldsWritten({ 'spec.nodeName': node }),
  limit: page,
  ...(podSelector !== '' && { labels: podSelector }),
})

/** @throws KubeError 403 where the person may not list pods over all namespaces, 400 for a selector that is none. */
export async function seenOf(
  kube: Kube,
  discovery: Discovery,
  node: string,
  options: Options,
): Promise<Met> {
  const pods = (await all(kube, discovery, 'pods', onNode(node, options))) as readonly Pod[]
  const namespaces = [...new Set(pods.map(({ metadata }) => metadata.namespace ?? ''))]
  const reading = { kube, discovery }
  const [guarding, daemonSets, replicas] = await Promise.all([
    Promise.all(namespaces.map((namespace) => budgetsOf(reading, namespace))),
    daemonSetsOf(reading, pods),
    replicasOf(reading, pods),
  ])
  return {
    pods,
    budgets: guarding.flatMap((each) => each ?? []),
    unseen: namespaces.filter((_, at) => guarding[at] === null),
    daemonSets,
    replicas,
  }
}

interface Reading {
  readonly kube: Kube
  readonly discovery: Discovery
}

async function all(
  kube: Kube,
  discovery: Discovery,
  id: string,
  query: ListQuery,
): Promise<readonly KubeObject[]> {
  const resource = discovery.get(id)
  if (resource === undefined) return []
  const found: KubeObject[] = []
  for await (const { items } of eachPage(query, (each) => kube.objects(resource, each)))
    for (const one of items) found.push(one)
  return found
}

/** Null where the person may not see them. */
async function budgetsOf(
  { kube, discovery }: Reading,
  namespace: string,
): Promise<readonly Budget[] | null> {
  try {
    const id = 'poddisruptionbudgets.policy'
    return (await all(kube, discovery, id, { namespace, limit: page })).map(budgetOf)
  } catch (error) {
    if (error instanceof KubeError && error.status === 403) return null
    throw error
  }
}

/** Objects that own pods, each asked for once. */
function owners(
  { discovery }: Reading,
  pods: readonly Pod[],
  is: (owner: OwnerReference) => boolean,
): ReadonlyMap<string, Ref> {
  const refs = pods.flatMap((pod): [string, Ref][] => {
    const owner = controllerOf(pod.metadata)
    const resource = owner && discovery.of(owner.apiVersion, owner.kind)
    if (owner === undefined || resource === undefined || !is(owner)) return []
    const { namespace = null } = pod.metadata
    return [[owner.uid, { resource, namespace, name: owner.name }]]
  })
  return new Map(refs)
}

async function daemonSetsOf(reading: Reading, pods: readonly Pod[]): Promise<DaemonSets> {
  const asked = [...owners(reading, pods, ({ kind }) => kind === 'DaemonSet')]
  const found = new Map(
    await Promise.all(
      asked.map(async ([uid, ref]) => [uid, await daemonSet(reading, ref)] as const),
    ),
  )
  return ({ uid }) => found.get(uid) ?? { said: 'this cluster serves no such kind.' }
}

async function daemonSet({ kube }: Reading, ref: Ref): Promise<ReturnType<DaemonSets>> {
  try {
    await kube.head(ref)
    return 'there'
  } catch (error) {
    if (error instanceof KubeError && error.status === 404) return 'missing'
    if (error instanceof AppError) return { said: error.message }
    throw error
  }
}

async function replicasOf(reading: Reading, pods: readonly Pod[]): Promise<Seen['replicas']> {
  const counted = /^(?:ReplicaSet|StatefulSet|ReplicationController)$/
  const asked = [...owners(reading, pods, ({ kind }) => counted.test(kind))]
  const found = new Map(
    await Promise.all(asked.map(async ([uid, ref]) => [uid, await wanted(reading, ref)] as const)),
  )
  return (pod) => found.get(controllerOf(pod.metadata)?.uid ?? '') ?? null
}

/** Null where nobody can say: nothing is claimed then. */
async function wanted({ kube }: Reading, ref: Ref): Promise<number | null> {
  try {
    const { value } = await kube.get(ref)
    const { replicas } = (value['spec'] ?? {}) as { readonly replicas?: number }
    return replicas ?? null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
