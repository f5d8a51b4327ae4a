/** Workloads and what they own, down to the pods; every count agrees with what is there. */
import type { KubeObject } from '../../kube.ts'
import { chance, digest, make, span, stamp, suffix } from './make.ts'
import { type Place, type Scene, pod } from './pods.ts'
import { nodes } from './sheets.ts'
import { type Workload, labels, template, uses } from './template.ts'

type Builder = (work: Workload, now: number) => readonly KubeObject[]

export const expand: Builder = (work, now) => builders[work.kind]?.(work, now) ?? []

const builders: Readonly<Record<string, Builder>> = {
  Deployment: (work, now) => {
    const hash = suffix(template(work).spec.containers[0]?.image ?? '', 10)
    const hashed = { 'pod-template-hash': hash }
    const revision = { 'deployment.kubernetes.io/revision': String(1 + chance(work.name, 20)) }
    const deployment = controller(
      work,
      now,
      work.name,
      { strategy: rolling },
      { annotations: revision },
    )
    const owned = {
      owner: deployment,
      annotations: revision,
      labels: { ...labels(work), ...hashed },
    }
    const set = controller(work, now, `${work.name}-${hash}`, {}, owned, 'ReplicaSet', hashed)
    const pods = range(work).map((index) =>
      pod(work, {
        ...spot(work, now, index),
        name: `${set.metadata.name}-${suffix(`${work.name}${index}`, 5)}`,
        owner: set,
        labels: hashed,
      }),
    )
    return [deployment, set, ...pods]
  },
  StatefulSet: (work, now) => {
    const claims = {
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      serviceName: work.name,
    }
    const set = controller(work, now, work.name, claims)
    const pods = range(work).map((index) => {
      const name = `${work.name}-${index}`
      const own = {
        'apps.kubernetes.io/pod-index': String(index),
        'statefulset.kubernetes.io/pod-name': name,
      }
      return pod(work, {
        ...spot(work, now, index),
        name,
        owner: set,
        labels: own,
        claim: `data-${name}`,
      })
    })
    return [set, ...pods]
  },
  DaemonSet: (work, now) => {
    const set = controller(work, now, work.name, {})
    const pods = nodes.map((node, index) =>
      pod(work, {
        ...spot(work, now, index),
        name: `${work.name}-${suffix(work.name + node.name, 5)}`,
        node: node.name,
        owner: set,
      }),
    )
    return [set, ...pods]
  },
  Job: (work, now) => job(work, work.name, now - span(work.age), Number(work.replicas)),
  CronJob: (work, now) => {
    const every = uses(work)['every'] === '30' ? 864e5 : 12e5
    const last = Math.floor(now / every) * every
    const spec = {
      schedule: every === 864e5 ? '0 0 * * *' : '*/20 * * * *',
      ...{
        concurrencyPolicy: 'Forbid',
        suspend: false,
        jobTemplate: { spec: { template: template(work) } },
      },
      ...{ successfulJobsHistoryLimit: Number(work.replicas), failedJobsHistoryLimit: 1 },
    }
    const status = { lastScheduleTime: stamp(last), lastSuccessfulTime: stamp(last + 47_000) }
    const cron = make('CronJob', born(work, now, work.name), { spec, status })
    const jobs = range(work).flatMap((index) => {
      const at = last - index * every
      return job(work, `${work.name}-${Math.floor(at / 60_000)}`, at, 1, cron)
    })
    return [cron, ...jobs]
  },
  Pod: (work, now) => [pod(work, { ...spot(work, now, 0), name: work.name })],
}

const rolling = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } }

const range = (work: Workload) => Array.from({ length: Number(work.replicas) }, (_, index) => index)

const born = (work: Workload, now: number, name: string) => ({
  ...{ namespace: work.ns, name, born: now - span(work.age), labels: labels(work) },
})

const sceneOf = (work: Workload) => (uses(work)['scene'] ?? 'ok') as Scene

/** A scene befalls the first pod; the others are well. Pods are a little younger than their workload. */
function spot(work: Workload, now: number, index: number): Place {
  const age = span(work.age)
  const scene = index === 0 ? sceneOf(work) : 'ok'
  const node = nodes[1 + chance(`${work.name}${index}`, 3)]?.name ?? ''
  return {
    name: '',
    node,
    scene,
    born: now - (index === 0 ? age : age * (1 - chance(work.name + index, 50) / 100)),
  }
}

function controller(
  work: Workload,
  now: number,
  name: string,
  spec: object,
  meta: Partial<Parameters<typeof make>[1]> = {},
  kind = work.kind,
  more: Readonly<Record<string, string>> = {},
): KubeObject {
  const { spec: inner, metadata } = template(work)
  const own = { metadata: { labels: { ...metadata.labels, ...more } }, spec: inner }
  const selector = { matchLabels: { ...labels(work), ...more } }
  const replicas = kind !== 'DaemonSet' && { replicas: Number(work.replicas) }
  const status = statuses[kind]?.(Number(work.replicas), sceneOf(work), work, now) ?? {}
  return make(
    kind,
    { ...born(work, now, name), ...meta },
    {
      spec: { ...replicas, selector, template: own, ...spec },
      status: { observedGeneration: 1, ...status },
    },
  )
}

/** One pod of a scene is not ready. */
const statuses: Readonly<
  Record<string, (n: number, scene: Scene, work: Workload, now: number) => object>
> = {
  Deployment: (n, scene, work, now) => ({
    ...counts(n, scene),
    updatedReplicas: n,
    ...(scene !== 'ok' && { unavailableReplicas: 1 }),
    conditions: deploymentConditions(n, scene, now - span(work.age), now),
  }),
  ReplicaSet: (n, scene) => ({ ...counts(n, scene), fullyLabeledReplicas: n }),
  StatefulSet: (n, scene, work) => ({
    ...counts(n, scene),
    ...{ currentReplicas: n, updatedReplicas: n, collisionCount: 0 },
    ...{ currentRevision: revision(work), updateRevision: revision(work) },
  }),
  DaemonSet: (n) => ({
    ...{ currentNumberScheduled: n, desiredNumberScheduled: n, numberAvailable: n, numberReady: n },
    ...{ updatedNumberScheduled: n, numberMisscheduled: 0 },
  }),
}

const revision = (work: Workload) => `${work.name}-${digest(work.image).slice(0, 10)}`

function counts(n: number, scene: Scene): object {
  const ready = scene === 'ok' ? n : n - 1
  return { replicas: n, ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }) }
}

function deploymentConditions(n: number, scene: Scene, then: number, now: number) {
  const available = scene === 'ok' || n > 3
  const stuck = scene === 'image' || scene === 'unfit'
  const line = (type: string, good: boolean, ms: number, reason: string, message: string) => ({
    ...{ type, status: good ? 'True' : 'False', reason, message },
    ...{ lastUpdateTime: stamp(ms), lastTransitionTime: stamp(ms) },
  })
  return [
    available
      ? line(
          'Available',
          true,
          then + 8000,
          'MinimumReplicasAvailable',
          'Deployment has minimum availability.',
        )
      : line(
          'Available',
          false,
          then,
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
        ),
    stuck
      ? line(
          'Progressing',
          false,
          Math.min(now, then + 6e5),
          'ProgressDeadlineExceeded',
          'ReplicaSet has timed out progressing.',
        )
      : line(
          'Progressing',
          true,
          then + 8000,
          'NewReplicaSetAvailable',
          'ReplicaSet has successfully progressed.',
        ),
  ]
}

/** A finished job and its pods: all failed, or one that succeeded. */
function job(
  work: Workload,
  name: string,
  at: number,
  pods: number,
  owner?: KubeObject,
): readonly KubeObject[] {
  const failed = sceneOf(work) === 'failed'
  const end = at + 50_000 + (failed ? 15e4 : 0)
  const controlled = { 'batch.kubernetes.io/job-name': name, 'job-name': name }
  const over = failed
    ? {
        type: 'Failed',
        reason: 'BackoffLimitExceeded',
        message: 'Job has reached the specified backoff limit',
      }
    : {
        type: 'Complete',
        reason: 'CompletionsReached',
        message: 'Reached expected number of succeeded pods',
      }
  const { spec, metadata } = template(work)
  const self = make(
    'Job',
    { namespace: work.ns, name, born: at, labels: labels(work), ...(owner && { owner }) },
    {
      spec: {
        ...{
          parallelism: 1,
          completions: 1,
          backoffLimit: pods - 1,
          suspend: false,
          completionMode: 'NonIndexed',
        },
        selector: { matchLabels: { 'batch.kubernetes.io/job-name': name } },
        template: { spec, metadata: { labels: { ...metadata.labels, ...controlled } } },
      },
      status: {
        conditions: [
          { ...over, status: 'True', lastProbeTime: stamp(end), lastTransitionTime: stamp(end) },
        ],
        startTime: stamp(at),
        ...(failed ? { failed: pods } : { succeeded: 1, completionTime: stamp(end) }),
        ...{ ready: 0, terminating: 0, uncountedTerminatedPods: {} },
      },
    },
  )
  const runs = Array.from({ length: pods }, (_, index) =>
    pod(work, {
      ...spot(work, at, 0),
      ...{ name: `${name}-${suffix(`${name}${index}`, 5)}`, born: at + (2 ** index - 1) * 10_000 },
      ...{ owner: self, labels: controlled },
    }),
  )
  return [self, ...runs]
}
