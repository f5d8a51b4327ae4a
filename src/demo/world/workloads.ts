/** Workloads and what they own, down to the pods; every count agrees with what is there. */
import type { KubeObject } from '../../kube.ts'
import { type Fields, text } from '../field.ts'
import { type Row, type Values, fill, span } from './fill.ts'
import { chance, make, shape, suffix, table } from './make.ts'
import { pod } from './pods.ts'

export function workload(row: Row, now: number): readonly KubeObject[] {
  const uses = row['uses']?.split(' ').map((word) => word.split('='))
  const values = { scene: 'ok', ...row, ...Object.fromEntries(uses ?? []), ...common(row), now }
  return builders[values.kind]?.(values) ?? []
}

interface Work extends Values {
  readonly kind: string
  readonly name: string
  readonly scene: string
  readonly replicas: number
}

const common = (row: Row) => ({
  kind: row['kind'] ?? '',
  name: row['name'] ?? '',
  app: row['name'] ?? '',
  tag: row['image']?.split(':')[1],
  replicas: Number(row['replicas']),
  restart: row['kind'] === 'Job' || row['kind'] === 'CronJob' ? 'Never' : 'Always',
  revision: String(1 + chance(row['name'] ?? '', 20)),
})

const builders: Readonly<Record<string, (work: Work) => readonly KubeObject[]>> = {
  Deployment(work) {
    const hash = { 'pod-template-hash': suffix(text(work, 'image'), 10) }
    const set = `${work.name}-${hash['pod-template-hash']}`
    const deployment = controller({ ...work, ...progress(work), set })
    const replicas = controller({ ...work, kind: 'ReplicaSet', name: set }, hash, deployment)
    const pods = places(work).map((place, index) =>
      pod({ ...place, name: `${set}-${suffix(set + index, 5)}` }, replicas, hash),
    )
    return [deployment, replicas, ...pods]
  },
  StatefulSet(work) {
    const set = controller(work)
    const pods = places(work).map((place, index) => {
      const name = `${work.name}-${index}`
      const labels = { 'apps.kubernetes.io/pod-index': String(index) }
      return pod({ ...place, name, claim: `data-${name}`, dataVolume: 'data' }, set, labels)
    })
    return [set, ...pods]
  },
  DaemonSet(work) {
    const set = controller(work)
    const pods = table('Node').map(({ name: node = '' }) =>
      pod({ ...work, node, name: `${work.name}-${suffix(work.name + node, 5)}` }, set, {}),
    )
    return [set, ...pods]
  },
  CronJob(work) {
    const every = span(text(work, 'every'))
    const last = Math.floor((work.now - 2 * 6e4) / every) * every
    const schedule = every === span('24h') ? '0 0 * * *' : '*/20 * * * *'
    const cron = controller({ ...work, last, schedule })
    const jobs = Array.from({ length: work.replicas }, (_, index) => {
      const age = last - index * every
      return job({ ...work, name: `${work.name}-${age / 6e4}`, age, replicas: 1 }, cron)
    })
    return [cron, ...jobs.flat()]
  },
  Job: (work) => job({ ...work, age: work.now - span(text(work, 'age')) }, null),
  Pod: (work) => places(work).map((place) => pod(place, null, {})),
}

const labelled = (work: Values) => ({ 'app.kubernetes.io/name': text(work, 'app') })

function controller(work: Work, more: Fields = {}, owner?: KubeObject): KubeObject {
  const template = fill(shape('template'), work) as { metadata: { labels: Fields }; spec: Fields }
  const lost = work.scene === 'ok' || work.scene === 'done' ? 0 : 1
  const labels = { ...labelled(work), ...more }
  const values = {
    ...work,
    ready: work.replicas - lost || '',
    unready: lost || '',
    selector: labels,
    template: { ...template, metadata: { labels: { ...template.metadata.labels, ...more } } },
  }
  return make(work.kind, values, { ...(owner && { owner }), labels })
}

/** Like the deployment controller's conditions: three of four pods are enough, one of one is not. */
function progress({ scene, replicas }: Work): Fields {
  const available = scene === 'ok' || replicas > 3
  const stuck = scene === 'image' || scene === 'unfit'
  return {
    available: available ? 'True' : 'False',
    availability: available ? 'Available' : 'Unavailable',
    has: available ? 'has' : 'does not have',
    progressing: stuck ? 'False' : 'True',
    progress: stuck ? 'ProgressDeadlineExceeded' : 'NewReplicaSetAvailable',
    progressed: stuck ? 'has timed out progressing' : 'has successfully progressed',
  }
}

/** The scene befalls the first pod; the others are well and a little younger. */
const places = (work: Work): readonly Work[] =>
  Array.from({ length: work.replicas }, (_, index) => {
    const age =
      span(text(work, 'age')) * (index === 0 ? 1 : 1 - chance(work.name + index, 50) / 100)
    const node = `mast-${1 + chance(work.name + index, 3)}`
    return { ...work, age: work.now - age, node, ...(index > 0 && { scene: 'ok' }) }
  })

const outcomes = {
  failed: {
    type: 'Failed',
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
  },
  done: {
    type: 'Complete',
    reason: 'CompletionsReached',
    message: 'Reached expected number of succeeded pods',
  },
}

/** A finished job and its pods: some that failed, each later than the one before, or one that succeeded. */
function job(work: Work & { age: number }, owner: KubeObject | null): readonly KubeObject[] {
  const failed = work.scene === 'failed'
  const own = { 'batch.kubernetes.io/job-name': work.name }
  const ended = failed ? { failed: work.replicas } : { succeeded: 1, completed: work.age + 5e4 }
  const kind = { kind: 'Job', ...ended, ...outcomes[failed ? 'failed' : 'done'] }
  const self = controller({ ...work, ...kind }, own, owner ?? undefined)
  const pods = Array.from({ length: work.replicas }, (_, index) => {
    const name = `${work.name}-${suffix(work.name + index, 5)}`
    return pod({ ...work, name, node: 'mast-1', age: work.age + (2 ** index - 1) * 1e4 }, self, own)
  })
  return [self, ...pods]
}
