/** What has happened within the last hour, in the old form of events and, by the scheduler, in the new. */
import type { KubeObject } from '../../kube.ts'
import { fill, shape, table } from '../data.ts'
import { type Fields, text } from '../field.ts'
import { digest, make } from './make.ts'

/** The stories of pods by what they wait for, of those that wait for nothing only the young; and the news of the rest. */
export function events(objects: readonly KubeObject[], now: number): readonly KubeObject[] {
  const stories = Map.groupBy(table('stories'), (one) => text(one, 'waits'))
  const pods = objects.filter((one) => one.kind === 'Pod')
  const told = pods.flatMap((pod) => {
    const old = now - Date.parse(text(pod, 'metadata.creationTimestamp')) > 36e5
    const waits = text(pod, waiting) || text(pod, 'status.conditions.0.reason')
    const fits = waits === '' && old ? [] : (stories.get(waits) ?? [])
    return fits.map((row) => event(row, pod, now))
  })
  const news = table('news').flatMap((row) => {
    const is = (one: KubeObject) => one.kind === row['kind'] && one.metadata.name === row['object']
    return objects.filter(is).map((about) => event(row, about, now))
  })
  return [...told, ...news]
}

const waiting = 'status.containerStatuses.0.state.waiting.reason'

/** Times of the row are ages, or counted from the `birth` of what it is about. */
function event(row: Fields, about: KubeObject, now: number): KubeObject {
  const { name: whose, namespace: ns = 'default', uid } = about.metadata
  const age = now - Date.parse(text(about, 'metadata.creationTimestamp'))
  const birth = `${Math.floor(age / 1000)}s`
  const [first, last] = ['first', 'last'].map((when) => text(row, when).replace('birth', birth))
  const message = String(fill(row['message'], { about, now }))
  const [node, from] = [text(about, 'spec.nodeName'), text(row, 'from')]
  const name = `${whose}.${digest(`${uid}${message}`).slice(0, 16)}`
  const host = from === 'kubelet' ? node || whose : `${from}-keel-1`
  const values = { ...row, about, ns, first, last, message, now, age: first, name, host }
  const form = shape(from === 'default-scheduler' ? 'Scheduling' : 'Event')
  return make('Event', values, { content: fill(form, values) })
}
