/** What has happened within the last hour, in the old form of events and in the new. */
import type { KubeObject } from '../../kube.ts'
import { digest, make, microStamp, span, stamp } from './make.ts'
import { text } from '../field.ts'
import { news, stories } from './sheets.ts'

const hour = 36e5

/** Of all objects that are told of: scenes by their story, young pods by their birth. */
export const events = (objects: readonly KubeObject[], now: number): readonly KubeObject[] => [
  ...objects.flatMap((object) =>
    stories.filter((one) => fits(one, object, now)).map((one) => tale(one, object, now)),
  ),
  ...news.map((row) => {
    const { name, kind, ns } = row
    const about = objects.find((one) => one.kind === kind && one.metadata.name === name)
    return event(
      row,
      { kind, name, namespace: ns, uid: about?.metadata.uid ?? name },
      row.message,
      now,
    )
  }),
]

type Story = (typeof stories)[number]

function fits(story: Story, object: KubeObject, now: number): boolean {
  if (story.on !== object.kind) return false
  if (story.scene === 'ok') return sceneOf(object) === 'ok' && now - birth(object) < hour
  return sceneOf(object) === story.scene
}

const birth = (object: KubeObject) => Date.parse(object.metadata.creationTimestamp ?? '')

/** Read from the object itself, as a person would. */
function sceneOf(object: KubeObject): string {
  if (object.kind === 'Job')
    return text(object, 'status.conditions.0.type') === 'Failed' ? 'failed' : ''
  const waits = text(object, 'status.containerStatuses.0.state.waiting.reason')
  const unplaced = text(object, 'status.conditions.0.message')
  if (waits !== '') return waits === 'CrashLoopBackOff' ? 'oom' : 'image'
  if (unplaced !== '') return unplaced.includes('unbound') ? 'unbound' : 'unfit'
  return 'ok'
}

function tale(story: Story, object: KubeObject, now: number): KubeObject {
  const { name, namespace = '', uid = '' } = object.metadata
  const filled = {
    ...{ pod: name, ns: namespace, uid, node: text(object, 'spec.nodeName') },
    ...{
      image: text(object, 'spec.containers.0.image'),
      name: text(object, 'spec.containers.0.name'),
    },
  }
  const message = story.message.replaceAll(
    /\{(\w+)\}/g,
    (_, key: keyof typeof filled) => filled[key],
  )
  const young = story.scene === 'ok'
  const ago = (cell: string) =>
    young ? `${Math.round((now - birth(object) - span(cell)) / 1000)}s` : cell
  const row = { ...story, first: ago(story.first), last: ago(story.last) }
  return event(row, { kind: object.kind, name, namespace, uid }, message, now)
}

interface Row extends Readonly<
  Record<'type' | 'reason' | 'times' | 'first' | 'last' | 'from', string>
> {}

function event(
  row: Row,
  about: { kind: string; name: string; namespace: string; uid: string },
  message: string,
  now: number,
): KubeObject {
  const [first, last, times] = [now - span(row.first), now - span(row.last), Number(row.times)]
  const kubelet = row.from === 'kubelet'
  const mark = digest(about.uid + row.reason + message).slice(0, 16)
  const series = { series: { count: -times, lastObservedTime: microStamp(last) } }
  const version = { Pod: 'v1', Node: 'v1', PersistentVolumeClaim: 'v1', Job: 'batch/v1' }[
    about.kind
  ]
  return make(
    'Event',
    { namespace: about.namespace, name: `${about.name}.${mark}`, born: first },
    {
      involvedObject: {
        ...{ kind: about.kind, namespace: about.namespace, name: about.name, uid: about.uid },
        apiVersion: version ?? 'apps/v1',
      },
      ...{ reason: row.reason, message, type: row.type },
      source: times > 0 ? { component: row.from } : {},
      firstTimestamp: times > 0 ? stamp(first) : null,
      lastTimestamp: times > 0 ? stamp(last) : null,
      ...(times > 0 && { count: times }),
      eventTime: times > 0 ? null : microStamp(first),
      ...(times < 0 && series),
      ...(times <= 0 && { action: 'Binding' }),
      reportingComponent: row.from,
      reportingInstance: kubelet ? 'mast-1' : times > 0 ? '' : `${row.from}-keel-1`,
    },
  )
}
