/** What pods and nodes use, as metrics-server tells it: nothing is measured that does not run, and it moves every 15 s. */
import type { KubeObject } from '../kube.ts'
import { quantity } from '../views/duration.ts'
import type { Call } from './call.ts'
import { stamp } from './data.ts'
import { items, text, texts } from './field.ts'
import { kindOf } from './kinds.ts'
import type { Listed } from './read.ts'
import { type Store, place } from './store.ts'
import { isReady } from './world/endpoints.ts'
import { chance } from './world/make.ts'

/** What lists and single objects are read from, made for one call. */
export function usage({ kind, now }: Call, store: Store): Listed {
  const pods = store.list(kindOf('Pod')).filter(runs)
  const all = kind.kind === 'PodMetrics' ? pods.map(ofPod(now)) : nodes(store, pods, now)
  const { version, horizon } = store
  return { version, horizon, list: () => all }
}

const every = 15_000

const runs = (pod: KubeObject) =>
  texts(pod, 'status.containerStatuses.*.state.running.startedAt').length > 0

function measured(of: KubeObject, now: number, what: object) {
  const { name, namespace, labels } = of.metadata
  const timestamp = stamp(Math.floor(now / every) * every)
  const metadata = { name, namespace, labels, creationTimestamp: timestamp }
  const head = { kind: `${of.kind}Metrics`, apiVersion: 'metrics.k8s.io/v1beta1', metadata }
  return { ...head, timestamp, window: '15s', ...what } as unknown as KubeObject
}

const ofPod = (now: number) => (pod: KubeObject) =>
  measured(pod, now, {
    containers: used(pod, now).map(({ name, ...amounts }) => ({ name, usage: written(amounts) })),
  })

/** What runs on it, and what the node itself takes. */
function nodes(store: Store, pods: readonly KubeObject[], now: number): readonly KubeObject[] {
  const found = store.list(kindOf('Node')).filter(isReady)
  return found.map((node) => {
    const own = pods.filter((pod) => text(pod, 'spec.nodeName') === node.metadata.name)
    const all = own.flatMap((pod) => used(pod, now))
    const sum = (what: 'cpu' | 'memory') => all.reduce((so, one) => so + one[what], 0)
    const total = { cpu: sum('cpu') + 0.12, memory: sum('memory') + 700 * 2 ** 20 }
    return measured(node, now, { usage: written(total) })
  })
}

/** By each container, in cores and bytes. */
const used = (pod: KubeObject, now: number) =>
  items(pod, 'spec.containers').map((one) => {
    const name = text(one, 'name')
    /* Up and down over some minutes, each at its own pace. */
    const seed = chance(`${place(pod)} ${name}`, 9973)
    const busy = 0.5 + 0.5 * Math.sin(seed + Math.floor(now / every) / (6 + (seed % 11)))
    const of = (what: string) =>
      text(one, `resources.requests.${what}`) || text(one, `resources.limits.${what}`)
    const [cpu, memory] = [quantity(of('cpu')) ?? 0.05, quantity(of('memory')) ?? 96 * 2 ** 20]
    return { name, cpu: cpu * (0.15 + 0.7 * busy), memory: memory * (0.4 + 0.42 * busy) }
  })

const written = ({ cpu, memory }: Record<'cpu' | 'memory', number>) => ({
  cpu: `${Math.round(cpu * 1e9)}n`,
  memory: `${Math.round(memory / 1024)}Ki`,
})
