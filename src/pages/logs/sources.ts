/** Which containers a log is made of. */
import type { Problem } from '../../kind.ts'
import { isOver } from '../../kinds/parts/pod.ts'
import { livedBefore } from '../../kinds/parts/pod-silence.ts'
import type { KubeObject } from '../../kube.ts'
import type { Asked } from '../../logs/asked.ts'
import { mostSources, type Source } from '../../logs/source.ts'
import { type Crew, type Mustered, newestFirst } from './crew.ts'
import type { Zones } from './zones.ts'

export interface Sources extends Gathered {
  /** Those that are read. */
  readonly chosen: readonly Source[]
  readonly zones: Zones
}

export interface Gathered {
  readonly pods: readonly KubeObject[]
  readonly all: readonly Source[]
  /** Where further pods come from; none: no others belong to it. */
  readonly crews: readonly Crew[]
  /** Of one pod: itself, as it changes; null: it is not just one. */
  readonly self: Crew | null
  /** What was not looked at. */
  readonly notes: readonly string[]
  /** What all the pods say is wrong. */
  readonly problems: readonly Problem[]
}

export function gathered(
  { pods, notes, problems }: Mustered,
  { crews, self = null }: { readonly crews: readonly Crew[]; readonly self?: Crew | null },
): Gathered {
  return { pods, all: containersOfAll(pods), crews, self, notes, problems }
}

/** Where there are more than can be read, the first of them are: always the same for the same pods. */
export const containersOfAll = (pods: readonly KubeObject[]): readonly Source[] =>
  pods.toSorted(firstRead).flatMap(containersOf)

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

/** Those that may still speak, then the newest. */
function firstRead(a: PodLike, b: PodLike): number {
  return Number(isOver(a)) - Number(isOver(b)) || newestFirst(a, b)
}

/** Those that do the pod's work first. */
function containersOf(pod: PodLike): readonly Source[] {
  const { spec = {}, metadata } = pod
  const over = isOver(pod)
  const { containers = [], initContainers = [], ephemeralContainers = [], nodeName = '' } = spec
  const from = (role: (one: Named) => string) => (one: Named) => ({
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    uid: metadata.uid ?? '',
    container: one.name,
    node: nodeName,
    role: role(one),
    over,
    again: livedBefore(pod, one.name),
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
  { containers, pods, nodes, zones }: Asked,
  zone: (node: string) => string = () => '',
): readonly Source[] {
  const chosen = all.filter(
    ({ container, pod, namespace, node, role }) =>
      (containers.length === 0 ? role !== 'init' : containers.includes(container)) &&
      (pods.length === 0 || pods.includes(pod) || pods.includes(`${namespace}/${pod}`)) &&
      (nodes.length === 0 || nodes.includes(node)) &&
      (zones.length === 0 || zones.includes(zone(node))),
  )
  return chosen.slice(0, mostSources)
}
