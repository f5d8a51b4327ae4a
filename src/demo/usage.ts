/** What pods and nodes use, as metrics-server tells it: nothing is measured that does not run, and it moves every 15 s. */
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { stamp } from './data.ts'
import { items, text, texts } from './field.ts'
import { type Kind, kindOf } from './kinds.ts'
import { type Store, place } from './store.ts'
import { isReady } from './world/endpoints.ts'
import { chance } from './world/make.ts'

/** What lists and single objects are read from, made for one call. */
export function usage(
  { kind, now }: Call,
  store: Store,
): Pick<Store, 'get' | 'list' | 'version' | 'horizon'> {
  const pods = store.list(kindOf('Pod')).filter(running)
  const all =
    kind.kind === 'PodMetrics' ? pods.map((pod) => ofPod(pod, now)) : nodes(store, pods, now)
  const { version, horizon } = store
  const get = (_: Kind, namespace: string, name: string) =>
    all.find((one) => place(one) === `${namespace}/${name}`)
  return { version, horizon, list: () => all, get }
}

const every = 15_000

const running = (pod: KubeObject) =>
  text(pod, 'status.phase') === 'Running' &&
  items(pod, 'status.containerStatuses').some((one) => text(one, 'state.running.startedAt') !== '')

function measured(of: KubeObject, now: number, what: object) {
  const { name, namespace, labels } = of.metadata
  const at = stamp(Math.floor(now / every) * every)
  const metadata = { name, namespace, labels, creationTimestamp: at }
  const kind = of.kind === 'Pod' ? 'PodMetrics' : 'NodeMetrics'
  const head = { kind, apiVersion: 'metrics.k8s.io/v1beta1', metadata, timestamp: at }
  return { ...head, window: '15s', ...what } as unknown as KubeObject
}

function ofPod(pod: KubeObject, now: number) {
  const names = texts(pod, 'spec.containers.*.name')
  const usages = used(pod, now).map(([cpu, memory]) => written(cpu, memory))
  const containers = names.map((name, at) => ({ name, usage: usages[at] }))
  return measured(pod, now, { containers })
}

/** Cores and bytes of each container. */
function used(pod: KubeObject, now: number): readonly (readonly [number, number])[] {
  return items(pod, 'spec.containers').map((one) => {
    const busy = wave(`${place(pod)} ${text(one, 'name')}`, now)
    const of = (name: string, usual: number) =>
      amount(text(one, `resources.requests.${name}`)) ??
      amount(text(one, `resources.limits.${name}`)) ??
      usual
    return [of('cpu', 0.05) * (0.15 + 0.7 * busy), of('memory', 96 * 2 ** 20) * (0.4 + 0.42 * busy)]
  })
}

/** What runs on it, and what the node itself takes. */
function nodes(store: Store, pods: readonly KubeObject[], now: number) {
  const found = store.list(kindOf('Node')).filter(isReady)
  return found.map((node) => {
    const own = pods.filter((pod) => text(pod, 'spec.nodeName') === node.metadata.name)
    const all = own.flatMap((pod) => used(pod, now))
    const sum = (at: 0 | 1) => all.reduce((total, amounts) => total + amounts[at], 0)
    return measured(node, now, { usage: written(sum(0) + 0.12, sum(1) + 700 * 2 ** 20) })
  })
}

/** `250m`, `1.5`, `64Mi`; null for nothing. */
function amount(words: string): number | null {
  const [, digits = '', unit = ''] = /^([\d.]+)(m|[KMG]i)?$/.exec(words) ?? []
  return digits === '' ? null : Number(digits) * (units[unit] ?? 1)
}
const units: Readonly<Record<string, number>> = { m: 1e-3, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 }

const written = (cpu: number, memory: number) => ({
  cpu: `${Math.round(cpu * 1e9)}n`,
  memory: `${Math.round(memory / 1024)}Ki`,
})

/** Up and down over some minutes, each at its own pace. */
function wave(name: string, now: number): number {
  const seed = chance(name, 9973)
  const turn = Math.floor(now / every) / (6 + (seed % 11))
  return 0.5 + 0.5 * Math.sin(turn + seed)
}
