/** Workloads and what they own, down to the pods; every count agrees with what is there. */
import type { KubeObject } from '../../kube.ts'
import { type Values, fill, scene, shape, span, table } from '../data.ts'
import { type Fields, at, count, fields, text } from '../field.ts'
import { chance, hashOf, make, suffix } from './make.ts'
import { placed, pod, stamped } from './pod.ts'

type Work = Values & { readonly name: string; readonly replicas: number }

export function workload(row: Fields, now: number): readonly KubeObject[] {
  const uses = text(row, 'uses').split(' ')
  const used = Object.fromEntries(uses.map((use) => use.split('='))) as Fields
  const [kind, name] = [text(row, 'kind'), text(row, 'name')]
  const [restart, tag] = [kind.endsWith('Job') ? 'Never' : 'Always', tagOf(row)]
  const known = { now, tag, name, app: name, replicas: count(row, 'replicas'), restart }
  return builders[kind]?.({ scene: 'ok', ...row, ...used, ...known }) ?? []
}

const builders: Readonly<Record<string, (work: Work) => readonly KubeObject[]>> = {
  Deployment(work) {
    const [age, since, before] = ['age', 'since', 'before'].map((column) => text(work, column))
    const number = before === '' ? '1' : '2'
    const set = `${work.name}-${hashOf(template(work))}`
    const times = { age: since || age, changed: age }
    const deployment = controller('Deployment', { ...work, ...times, number, set })
    const counts = { replicas: work.replicas, ready: count(deployment, 'status.readyReplicas') }
    const newest = replicaSet(deployment, template(work), { ...work, number, ...counts })
    /* Of the revision before nothing runs any more. */
    const old = { ...work, image: before, age: since, replicas: 0, number: '1' }
    const sets = before === '' ? [] : [replicaSet(deployment, template(old), old)]
    const named = (index: number) => `${set}-${suffix(set + index, 5)}`
    return [deployment, newest, ...sets, ...pods(work, newest, named)]
  },
  StatefulSet(work) {
    const set = controller('StatefulSet', { ...work, dataVolume: 'data' })
    return [set, revisionOf(set, work), ...pods(work, set, (index) => `${work.name}-${index}`)]
  },
  DaemonSet(work) {
    const set = controller('DaemonSet', work)
    const own = table('Node').map(({ name: node }) => {
      const name = `${work.name}-${suffix(work.name + String(node), 5)}`
      return run({ ...work, node, name }, set)
    })
    return [set, revisionOf(set, work), ...own]
  },
  CronJob(work) {
    const every = span(text(work, 'every'))
    const last = Math.floor((work.now - 2 * 6e4) / every) * every
    const schedule = text(work, 'schedule').replaceAll('_', ' ')
    const cron = controller('CronJob', { ...work, last: ago(work.now - last), schedule })
    const jobs = Array.from({ length: work.replicas }, (_, index) => {
      const begin = last - index * every
      const name = `${work.name}-${begin / 6e4}`
      return job({ ...work, name, age: ago(work.now - begin), replicas: 1 }, cron)
    })
    return [cron, ...jobs.flat()]
  },
  Job: (work) => job(work, null),
  Pod: (work) => pods(work, null, () => work.name),
}

const tagOf = (row: Fields) => text(row, 'image').split(':')[1]
const template = (work: Work): Fields =>
  fill(shape('template'), { ...work, tag: tagOf(work) }) as Fields

/** Of one template, whose label tells its pods from those of another. @param values `ns`, `age` and what else its shape has holes for */
export function replicaSet(owner: KubeObject, of: Fields, values: Values): KubeObject {
  const hash = hashOf(of)
  const own = { 'pod-template-hash': hash }
  const labels = { ...fields(of, 'metadata.labels'), ...own }
  const selector = { ...fields(owner, 'spec.selector.matchLabels'), ...own }
  const marked = { ...of, metadata: { ...fields(of, 'metadata'), labels } }
  const name = `${owner.metadata.name}-${hash}`
  const known = {
    number: '0',
    replicas: 0,
    ...values,
    generation: 1,
    name,
    selector,
    template: marked,
  }
  return make('ReplicaSet', known, { owner, labels })
}

/** Its one revision so far. */
function revisionOf(set: KubeObject, work: Work): KubeObject {
  const hash = hashOf(at(set, 'spec.template'))
  const labels = { ...fields(set, 'spec.selector.matchLabels'), [stamped]: hash }
  const known = { ...work, name: `${work.name}-${hash}`, template: at(set, 'spec.template') }
  return make('ControllerRevision', known, { owner: set, labels })
}

const ago = (ms: number) => `${Math.floor(ms / 1000)}s`

/** Its scene tells what it has lost and says in its conditions. */
function controller(kind: string, work: Work, more: Fields = {}, owner: KubeObject | null = null) {
  const told = fill(scene(text(work, 'scene'))['controller'] ?? {}, work) as Fields
  const labels = { 'app.kubernetes.io/name': text(work, 'app'), ...more }
  const { metadata, spec } = template(work)
  const marked = { labels: { ...fields({ metadata }, 'metadata.labels'), ...more } }
  const counts = { updated: work.replicas, ready: work.replicas - count(told, 'unready') }
  const known = { generation: 1, selector: labels, template: { metadata: marked, spec } }
  const newest = `${work.name}-${hashOf(known.template)}`
  return make(kind, { ...work, ...told, ...counts, ...known, revision: newest }, { owner, labels })
}

const run = (work: Work, owner: KubeObject | null) =>
  placed(pod(work, owner), text(work, 'node'), text(work, 'scene'), work.now)

/** The scene befalls the first pod; the others are well and a little younger. */
const pods = (work: Work, owner: KubeObject | null, named: (index: number) => string) =>
  Array.from({ length: work.replicas }, (_, index) => {
    const part = index === 0 ? 1 : 1 - chance(work.name + index, 50) / 100
    const node = `mast-${1 + chance(work.name + index, 3)}`
    const age = ago(span(text(work, 'age')) * part)
    return run({ ...work, name: named(index), age, node, ...(index > 0 && { scene: 'ok' }) }, owner)
  })

/** A finished job and its pods: some that failed, each later than the one before, or one that succeeded. */
function job(work: Work, owner: KubeObject | null): readonly KubeObject[] {
  const self = controller('Job', work, { 'batch.kubernetes.io/job-name': work.name }, owner)
  const own = Array.from({ length: work.replicas }, (_, index) => {
    const name = `${work.name}-${suffix(work.name + index, 5)}`
    const age = ago(span(text(work, 'age')) - (2 ** index - 1) * 1e4)
    return run({ ...work, name, node: 'mast-1', age }, self)
  })
  return [self, ...own]
}
