/** One pod of a workload, as its scene has left it. */
import type { KubeObject } from '../../kube.ts'
import { type Fields, items, text } from '../field.ts'
import { type Values, fill } from './fill.ts'
import { chance, digest, make, scene, shape, table, uidOf } from './make.ts'

/** @param values `app`, `ns`, `name`, `age`, `scene`, `node` and the workload's columns */
export function pod(values: Values, owner: KubeObject | null, labels: Fields): KubeObject {
  const [name, node] = [text(values, 'name'), text(values, 'node')]
  const happened = scene(text(values, 'scene'))
  const message = text(happened, 'message')
  const known: Values = {
    ...values,
    ...address(node, name),
    uid: uidOf('Pod', text(values, 'ns'), name),
    node: message === '' ? node : '',
    phase: happened['phase'],
    why: happened['why'],
    up: 'why' in happened ? 'False' : 'True',
    message,
  }
  const template = fill(shape('template'), known) as Fields
  const containers = items(template, 'spec.containers').map((one) => container(known, one))
  const status = fill(shape(message === '' ? 'placed' : 'unplaced'), { ...known, containers })
  return make('Pod', known, { ...(owner && { owner }), labels, shape: { ...template, status } })
}

function address(node: string, name: string) {
  const host = table('Node').find((one) => one['name'] === node)
  return { hostIP: host?.['ip'], ip: host?.['cidr']?.replace(/0$/, String(10 + chance(name, 240))) }
}

/** A sidecar is well whatever befell the container beside it. */
function container(values: Values, spec: unknown) {
  const [name, image] = [text(spec, 'name'), text(spec, 'image')]
  const story = scene(name === values['app'] ? text(values, 'scene') : 'ok')
  const id = `containerd://${digest(`${text(values, 'uid')}/${name}`)}`
  const pulled = story['phase'] !== 'Pending'
  const known = { ...values, image, id }
  return fill(shape('container'), {
    ...known,
    name,
    id: pulled ? id : '',
    imageId: pulled ? `${image.split(':')[0]}@sha256:${digest(image)}` : '',
    ready: !('why' in story),
    restarts: story['restarts'] ?? 0,
    state: fill(story['state'], known),
    lastState: fill(story['lastState'] ?? {}, known),
  })
}
