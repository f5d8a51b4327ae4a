/** One pod of a workload, as its scene has left it. */
import type { KubeObject } from '../../kube.ts'
import { chance, digest, make, span, stamp, uid } from './make.ts'
import { nodes } from './sheets.ts'
import { type Workload, template } from './template.ts'

export type Scene = 'ok' | 'oom' | 'image' | 'unfit' | 'unbound' | 'failed' | 'done'

export interface Place {
  readonly name: string
  /** Milliseconds. */
  readonly born: number
  readonly node: string
  readonly scene: Scene
  readonly labels?: Readonly<Record<string, string>>
  readonly owner?: KubeObject
  /** Claims of a StatefulSet: volume name and claim. */
  readonly claim?: string
}

export function pod(work: Workload, place: Place): KubeObject {
  const { spec, metadata } = template(work)
  const waits = place.scene === 'unfit' || place.scene === 'unbound'
  const volume = { name: 'data', persistentVolumeClaim: { claimName: place.claim } }
  const whole = {
    ...spec,
    volumes: place.claim === undefined ? spec.volumes : [volume, ...spec.volumes],
    ...(!waits && { nodeName: place.node }),
  }
  const seed = `${work.ns}/${place.name}`
  return make(
    'Pod',
    {
      ...{ namespace: work.ns, name: place.name, born: place.born },
      labels: { ...metadata.labels, ...place.labels },
      ...(place.owner && { owner: place.owner }),
    },
    { spec: whole, status: waits ? unscheduled(place) : scheduled(seed, place, spec.containers) },
  )
}

const condition = (type: string, status: boolean, ms: number, why: object = {}) => ({
  ...{ type, status: status ? 'True' : 'False', lastProbeTime: null },
  ...{ lastTransitionTime: stamp(ms), ...why },
})

const unscheduled = ({ scene, born }: Place) => ({
  phase: 'Pending',
  conditions: [
    condition('PodScheduled', false, born, { reason: 'Unschedulable', message: why[scene] }),
  ],
  qosClass: 'Burstable',
})

const why: Partial<Readonly<Record<Scene, string>>> = {
  unfit:
    '0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 Insufficient cpu. preemption: 0/4 nodes are available: 1 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.',
  unbound:
    '0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.',
}

function scheduled(
  seed: string,
  place: Place,
  containers: readonly { name: string; image: string }[],
) {
  const { born, scene, node } = place
  const ready = scene === 'ok'
  const unready = { reason: scene === 'done' ? 'PodCompleted' : 'ContainersNotReady' }
  const ip = `10.244.${nodes.findIndex((one) => one.name === node)}.${10 + chance(seed, 240)}`
  const hostIP = nodes.find((one) => one.name === node)?.ip ?? ''
  return {
    phase: { ok: 'Running', oom: 'Running', image: 'Pending', failed: 'Failed', done: 'Succeeded' }[
      scene as 'ok'
    ],
    conditions: [
      condition('PodReadyToStartContainers', scene !== 'failed' && scene !== 'done', born + 2000),
      condition('Initialized', true, born),
      condition('Ready', ready, born + 6000, ready ? {} : unready),
      condition('ContainersReady', ready, born + 6000, ready ? {} : unready),
      condition('PodScheduled', true, born),
    ],
    ...{ hostIP, hostIPs: [{ ip: hostIP }], podIP: ip, podIPs: [{ ip }], startTime: stamp(born) },
    containerStatuses: containers.map((one) => containerStatus(seed, place, one)),
    qosClass: 'Burstable',
  }
}

function containerStatus(seed: string, place: Place, container: { name: string; image: string }) {
  const id = (run: number) => `containerd://${digest(`${seed}/${container.name}/${run}`)}`
  const ready = place.scene === 'ok'
  const pulled = place.scene !== 'image'
  return {
    name: container.name,
    ...states[place.scene](place, container.image, id, seed),
    ...{ ready, started: ready, image: container.image },
    imageID: pulled ? `${container.image.split(':')[0]}@sha256:${digest(container.image)}` : '',
    ...(pulled && { containerID: id(0) }),
  }
}

type State = (place: Place, image: string, id: (run: number) => string, seed: string) => object

/** How many times the crash loop had turned at the start, and when it last did. */
export const crashes = { count: 41, last: '3m40s' }

const states: Readonly<Record<Scene, State>> = {
  ok: ({ born }) => ({
    state: { running: { startedAt: stamp(born + 3000) } },
    lastState: {},
    restartCount: 0,
  }),
  oom: ({ born, name }, _image, id, seed) =>
    crashed(name, seed, born + 5.667 * 36e5 - span(crashes.last), crashes.count, id(0)),
  image: (_place, image) => ({
    state: {
      waiting: {
        reason: 'ImagePullBackOff',
        message: `Back-off pulling image "${image}": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
      },
    },
    ...{ lastState: {}, restartCount: 0 },
  }),
  failed: ({ born }, _image, id) => ended(born, 11_000, 1, 'Error', id(0)),
  done: ({ born }, _image, id) => ended(born, 47_000, 0, 'Completed', id(0)),
  unfit: () => ({}),
  unbound: () => ({}),
}

const ended = (
  born: number,
  ms: number,
  exitCode: number,
  reason: string,
  containerID: string,
) => ({
  state: {
    terminated: {
      exitCode,
      reason,
      startedAt: stamp(born + 2000),
      finishedAt: stamp(born + ms),
      containerID,
    },
  },
  ...{ lastState: {}, restartCount: 0 },
})

/** The status of a container that was killed for its memory at `ms` and now waits. */
export const crashed = (
  name: string,
  seed: string,
  ms: number,
  restartCount: number,
  containerID: string,
) => ({
  state: {
    waiting: {
      reason: 'CrashLoopBackOff',
      message: `back-off 5m0s restarting failed container=checkout pod=${name}_${seed.split('/')[0]}(${uid(`Pod/${seed}`)})`,
    },
  },
  lastState: {
    terminated: {
      ...{
        exitCode: 137,
        reason: 'OOMKilled',
        startedAt: stamp(ms - 38_000),
        finishedAt: stamp(ms),
      },
      containerID,
    },
  },
  restartCount,
})
