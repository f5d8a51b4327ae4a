/** Workloads and what they own, down to the pods; every count agrees with what is there. */
import type { KubeObject } from '../../kube.ts'
import { type Values, fill, scene, shape, span, table } from '../data.ts'
import { type Fields, count, fields, text } from '../field.ts'
import { chance, make, suffix } from './make.ts'
import { pod } from './pod.ts'

type Work = Values & { readonly name: string; readonly scene: string; readonly replicas: number }

export function workload(row: Fields, now: number): readonly KubeObject[] {
  const uses = text(row, 'uses').split(' ')
  const [kind, name, image] = [text(row, 'kind'), text(row, 'name'), text(row, 'image')]
  const [tag, replicas] = [image.split(':')[1], count(row, 'replicas')]
  const restart = kind.endsWith('Job') ? 'Never' : 'Always'
  const used = Object.fromEntries(uses.map((use) => use.split('='))) as Fields
  const work = { scene: 'ok', ...row, ...used, now, name, app: name, tag, replicas, restart }
  return builders[kind]?.(work) ?? []
}

const builders: Readonly<Record<string, (work: Work) => readonly KubeObject[]>> = {
  Deployment(work) {
    const hash = { 'pod-template-hash': hashed(work) }
    const set = `${work.name}-${hash['pod-template-hash']}`
    const [age, since] = [text(work, 'age'), text(work, 'since')]
    const number = since === '' ? '1' : '2'
    const times = { age: since || age, changed: age }
    const deployment = controller('Deployment', { ...work, ...times, number, set })
    const replicas = controller('ReplicaSet', { ...work, number, name: set }, hash, deployment)
    const pods = places(work).map((place, index) =>
      pod({ ...place, name: `${set}-${suffix(set + index, 5)}` }, replicas, hash),
    )
    return [deployment, replicas, ...before(work, deployment), ...pods]
  },
  StatefulSet(work) {
    const set = controller('StatefulSet', { ...work, revision: revised(work) })
    const pods = places(work).map((place, index) => {
      const name = `${work.name}-${index}`
      const labels = { 'apps.kubernetes.io/pod-index': String(index) }
      return pod({ ...place, name, claim: `data-${name}`, dataVolume: 'data' }, set, labels)
    })
    return [set, revisionOf(set, work), ...pods]
  },
  DaemonSet(work) {
    const set = controller('DaemonSet', work)
    const pods = table('Node').map(({ name: node }) => {
      const name = `${work.name}-${suffix(work.name + String(node), 5)}`
      return pod({ ...work, node, name }, set, {})
    })
    return [set, revisionOf(set, work), ...pods]
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
  Pod: (work) => places(work).map((place) => pod(place, null, {})),
}

/** The revision before, of which nothing runs any more. */
function before(work: Work, deployment: KubeObject): readonly KubeObject[] {
  const [image, age] = [text(work, 'before'), text(work, 'since')]
  if (image === '') return []
  const tag = image.split(':')[1]
  const old = { ...work, image, tag, age, replicas: 0, scene: 'ok', number: '1' }
  const hash = { 'pod-template-hash': hashed(old) }
  const name = `${work.name}-${hash['pod-template-hash']}`
  return [controller('ReplicaSet', { ...old, name }, hash, deployment)]
}

const hashed = (work: Work) => suffix(text(work, 'image'), 10)
const revised = (work: Work) => `${work.name}-${hashed(work)}`

/** Its one revision so far. */
const revisionOf = (set: KubeObject, work: Work) =>
  controller(
    'ControllerRevision',
    { ...work, name: revised(work) },
    { 'controller-revision-hash': hashed(work) },
    set,
  )

const ago = (ms: number) => `${Math.floor(ms / 1000)}s`

/** Its scene tells what it has lost and says in its conditions. */
function controller(kind: string, work: Work, more: Fields = {}, owner: KubeObject | null = null) {
  const told = fill(scene(work.scene)['controller'] ?? {}, work) as Fields
  const labels = { 'app.kubernetes.io/name': text(work, 'app'), ...more }
  const template = fill(shape('template'), work) as Fields
  const own = fields(template, 'metadata.labels')
  const ready = work.replicas - count(told, 'unready') || ''
  const labelled = { ...template, metadata: { labels: { ...own, ...more } } }
  const values = { ...work, ...told, ready, selector: labels, template: labelled }
  return make(kind, values, { owner, labels })
}

/** The scene befalls the first pod; the others are well and a little younger. */
const places = (work: Work): readonly Work[] =>
  Array.from({ length: work.replicas }, (_, index) => {
    const part = index === 0 ? 1 : 1 - chance(work.name + index, 50) / 100
    const node = `mast-${1 + chance(work.name + index, 3)}`
    const age = ago(span(text(work, 'age')) * part)
    return { ...work, age, node, ...(index > 0 && { scene: 'ok' }) }
  })

/** A finished job and its pods: some that failed, each later than the one before, or one that succeeded. */
function job(work: Work, owner: KubeObject | null): readonly KubeObject[] {
  const own = { 'batch.kubernetes.io/job-name': work.name }
  const self = controller('Job', work, own, owner)
  const pods = Array.from({ length: work.replicas }, (_, index) => {
    const name = `${work.name}-${suffix(work.name + index, 5)}`
    const age = ago(span(text(work, 'age')) - (2 ** index - 1) * 1e4)
    return pod({ ...work, name, node: 'mast-1', age }, self, own)
  })
  return [self, ...pods]
}
