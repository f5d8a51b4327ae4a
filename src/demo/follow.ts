/** What controllers do, in short: a workload has the pods that it asks for, of its newest template. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual as same } from 'node:util'
import type { KubeObject } from '../kube.ts'
import { fill, scene, shape } from './data.ts'
import { type Fields, at, count, fields, items, text } from './field.ts'
import { kindOf } from './kinds.ts'
import { type World, after, leaving } from './world.ts'
import { isReady } from './world/endpoints.ts'
import { chance, hashOf, suffix } from './world/make.ts'
import { placed, pod, stamped } from './world/pod.ts'
import { replicaSet } from './world/workloads.ts'

/** What has changed, and its owners, are looked at a moment later. Nothing runs while nothing changes. */
export function follow(world: World): void {
  const due = new Set<string>()
  const tend = (one: KubeObject) => {
    const [act, { uid = '' }] = [controllers[one.kind], one.metadata]
    if (act === undefined || due.has(uid)) return
    due.add(uid)
    after(one.kind === 'Pod' ? 1500 : 200, () => {
      due.delete(uid)
      const now = world.store.current(one)
      if (now !== undefined && !leaving(now)) act(world, now)
    })
  }
  world.store.changed.on('change', ({ before, after: now }) => {
    const one = now ?? before
    const { namespace = '', ownerReferences = [] } = one?.metadata ?? {}
    const owners = ownerReferences.map((of) => world.store.get(kindOf(of.kind), namespace, of.name))
    for (const other of [one, ...owners]) if (other) tend(other)
  })
}

const controllers: Readonly<Record<string, (world: World, one: KubeObject) => void>> = {
  Deployment: rollOut,
  ReplicaSet: fit,
  StatefulSet: fit,
  Pod: start,
}

/** Each template has a ReplicaSet: the newest has all its pods at once, the others go when those are ready. */
function rollOut(world: World, one: KubeObject): void {
  const old = owned(world, one, 'ReplicaSet').toSorted((a, b) => revision(b) - revision(a))
  const hash = hashOf(at(one, 'spec.template'))
  const found = old.find(({ metadata }) => metadata.name === `${one.metadata.name}-${hash}`)
  const begin = () =>
    world.store.put(replicaSet(one, fields(one, 'spec.template'), born(world, one)))
  const last = found ?? (at(one, 'spec.paused') === true ? old[0] : begin())
  if (last === undefined) return
  const turn = String(revision(old[0]) + (last === old[0] ? 0 : 1))
  const annotations = { ...one.metadata.annotations, [number]: turn }
  const [wanted, ready] = [count(one, 'spec.replicas'), count(last, 'status.readyReplicas')]
  resize(world, { ...last, metadata: { ...last.metadata, annotations } }, wanted)
  for (const set of old) if (set !== last && ready >= wanted) resize(world, set, 0)
  const all = owned(world, one, 'ReplicaSet').map((set) => count(set, 'status.replicas'))
  const [replicas, updated] = [all.reduce((a, b) => a + b, 0), count(last, 'status.replicas')]
  const isDone = [updated, replicas, ready].every((each) => each === wanted)
  const words = fields(scene(isDone ? 'ok' : 'going'), 'controller')
  const counts = { replicas, updated, ready, unready: wanted - ready, set: last.metadata.name }
  tell(world, { ...one, metadata: { ...one.metadata, annotations } }, { ...words, ...counts })
}

const number = 'deployment.kubernetes.io/revision'
const revision = (one?: KubeObject) => Number(one?.metadata.annotations?.[number] ?? 0)

const owned = ({ store }: World, { metadata: { uid } }: KubeObject, kind: string) =>
  store
    .list(kindOf(kind))
    .filter((one) => (one.metadata.ownerReferences ?? []).some((owner) => owner.uid === uid))

/** What anything begins with that an owner asks for. */
function born(world: World, { metadata: { namespace: ns } }: KubeObject) {
  return { ns, age: '0s', now: world.clock(), seed: world.store.version }
}

/** Each place has a pod; those of an older template go one after another. */
function fit(world: World, one: KubeObject): void {
  const all = owned(world, one, 'Pod')
  const own = all.filter((it) => !leaving(it))
  const hash = hashOf(at(one, 'spec.template'))
  const stale = own.filter(({ metadata: { labels } }) => (labels?.[stamped] ?? hash) !== hash)
  const places = placesOf(one, own)
  const extra = own.filter(({ metadata }) => !places.includes(metadata.name))
  const ready = own.filter(isReady).length
  const isWhole = ready === places.length && all.length === ready
  for (const it of isWhole ? stale.slice(-1) : extra) world.retire(it, 30)
  for (const name of places)
    if (!all.some(({ metadata }) => metadata.name === name))
      world.store.put(pod({ ...born(world, one), name }, one))
  const [replicas, updated] = [own.length, own.length - stale.length]
  tell(world, one, { replicas, updated, ready, revision: `${one.metadata.name}-${hash}` })
}

/** Names of pods; those that are ready keep their place. */
function placesOf(one: KubeObject, own: readonly KubeObject[]): readonly string[] {
  const { name } = one.metadata
  const kept = own.toSorted((a, b) => Number(isReady(b)) - Number(isReady(a)))
  const named = (index: number) =>
    kept[index]?.metadata.name ?? `${name}-${suffix(randomUUID(), 5)}`
  return Array.from({ length: count(one, 'spec.replicas') }, (_, index) =>
    one.kind === 'StatefulSet' ? `${name}-${index}` : named(index),
  )
}

/** On any node that is open; else it waits. */
function start(world: World, one: KubeObject): void {
  if (items(one, 'status.conditions').length > 0) return
  const open = world.store.list(kindOf('Node')).filter(isOpen)
  const any = open[chance(one.metadata.name, open.length)]?.metadata.name
  const node = text(one, 'spec.nodeName') || any
  if (node === undefined) after(2000, () => start(world, world.store.current(one) ?? one))
  else world.store.put(placed(one, node, 'ok', world.clock()))
}

const isOpen = (node: KubeObject) =>
  at(node, 'spec.unschedulable') !== true && items(node, 'spec.taints').length === 0

/** A change that is none is not stored. */
function save({ store }: World, next: KubeObject): void {
  if (!same(store.current(next), next)) store.put(next)
}

function resize(world: World, one: KubeObject, replicas: number): void {
  const generation =
    (one.metadata.generation ?? 1) + (count(one, 'spec.replicas') === replicas ? 0 : 1)
  const spec = { ...fields(one, 'spec'), replicas }
  save(world, { ...one, metadata: { ...one.metadata, generation }, spec })
}

/** Its status, by the shape of its kind. Conditions that say what they said keep their time. */
function tell(world: World, one: KubeObject, values: Fields): void {
  const { generation = 1 } = one.metadata
  const known = { generation, changed: '0s', ...values, now: world.clock() }
  const status = fill(at(shape(one.kind), 'status'), known) as Fields
  const before = new Map(items(one, 'status.conditions').map((it) => [said(it), it]))
  const conditions = items(status, 'conditions').map((it) => before.get(said(it)) ?? it)
  save(world, { ...one, status: { ...status, ...(conditions.length > 0 && { conditions }) } })
}

const said = (it: unknown) => ['type', 'status', 'message'].map((key) => text(it, key)).join()
