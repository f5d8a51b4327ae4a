/** What has happened within the last hour, in the old form of events and in the new. */
import type { KubeObject } from '../../kube.ts'
import { type Fields, text } from '../field.ts'
import { kindOf, apiVersion } from '../kinds.ts'
import { type Row, fill, span, stamp } from './fill.ts'
import { digest, make, table } from './make.ts'

/** By scene for the pods that have one, of the others the birth of the young; and the news of the rest. */
export function events(objects: readonly KubeObject[], now: number): readonly KubeObject[] {
  const stories = table('stories')
  const pods = objects.filter((one) => one.kind === 'Pod')
  const told = pods.flatMap((pod) => {
    const scene = sceneOf(pod)
    const age = now - Date.parse(pod.metadata.creationTimestamp ?? '')
    const fits = stories.filter((one) => one['scene'] === scene && (scene !== 'ok' || age < 36e5))
    return fits.map((story) => event(story, pod, scene === 'ok' ? age : 0, now))
  })
  const news = table('news').flatMap((row) => {
    const same = (one: KubeObject) =>
      one.kind === row['kind'] && one.metadata.name === row['object']
    const about = objects.find(same)
    return about === undefined ? [] : event(row, about, 0, now)
  })
  return [...told, ...news]
}

/** Read from the pod itself, as a person would. */
function sceneOf(pod: KubeObject): string {
  const waits = text(pod, 'status.containerStatuses.0.state.waiting.reason')
  if (waits !== '') return waits === 'CrashLoopBackOff' ? 'oom' : 'image'
  const unplaced = text(pod, 'status.conditions.0.message')
  if (unplaced !== '') return unplaced.includes('unbound') ? 'unbound' : 'unfit'
  return 'ok'
}

/** @param age counts the story from the object's birth instead of back from now */
function event(row: Row, about: KubeObject, age: number, now: number): KubeObject {
  const { name, namespace: ns = 'default', uid = '' } = about.metadata
  const node = text(about, 'spec.nodeName')
  const [app, image] = ['name', 'image'].map((field) => text(about, `spec.containers.0.${field}`))
  const reason = text(about, 'status.conditions.0.message')
  const message = fill(row['message'], { app, image, node, ns, name, uid, now, message: reason })
  const from = row['from'] ?? ''
  return make('Event', {
    ...row,
    ...times(row, (cell) => (age > 0 ? now - age + span(cell) : now - span(cell))),
    ns,
    uid,
    now,
    message,
    kind: about.kind,
    object: name,
    name: `${name}.${digest(`${uid}${row['reason']}${String(message)}`).slice(0, 16)}`,
    version: apiVersion(kindOf(about.kind)),
    host: from === 'kubelet' ? node || name : `${from}-keel-1`,
  })
}

/** The old form counts and has two times; the new has one, and a series where it repeats. */
function times(row: Row, when: (cell: string) => number): Fields {
  const [first, last] = [when(row['first'] ?? ''), when(row['last'] ?? '')]
  const count = Number(row['times'])
  const old = { firstTime: stamp(first), lastTime: stamp(last), count, old: row['from'] }
  const series = { times: count < 0 ? -count : '', seen: micro(last) }
  return count > 0
    ? { age: first, ...old, eventTime: null, times: '', action: '' }
    : {
        age: first,
        ...series,
        eventTime: micro(first),
        firstTime: null,
        lastTime: null,
        action: 'Binding',
      }
}

/** RFC 3339 in microseconds, as metav1.MicroTime. */
const micro = (ms: number) => new Date(ms).toISOString().replace('Z', '000Z')
