/** One pod of a workload, as its scene has left it. */
import type { KubeObject } from '../../kube.ts'
import { type Values, fill, scene, shape, table } from '../data.ts'
import { type Fields, items, text } from '../field.ts'
import { chance, digest, make, uidOf } from './make.ts'

/** @param values `app`, `ns`, `name`, `age`, `scene`, `node` and the workload's columns */
export function pod(values: Values, owner: KubeObject | null, labels: Fields): KubeObject {
  const [name, node] = [text(values, 'name'), text(values, 'node')]
  const happened = scene(text(values, 'scene'))
  const host = table('Node').find((one) => text(one, 'name') === node)
  const ip = text(host, 'cidr').replace(/0$/, String(10 + chance(name, 240)))
  const uid = uidOf('Pod', text(values, 'ns'), name)
  const placed = { ip, uid, node: 'message' in happened ? '' : node, hostIP: text(host, 'ip') }
  const up = 'why' in happened ? 'False' : 'True'
  const known: Values = { ...values, ...happened, ...placed, up }
  const template = fill(shape('template'), known) as Fields
  const containers = items(template, 'spec.containers').map((one) => container(known, one))
  const form = shape('message' in happened ? 'unplaced' : 'placed')
  const status = fill(form, { ...known, containers })
  return make('Pod', known, { owner, labels, shape: { ...template, status } })
}

/** A sidecar is well whatever befell the container beside it. */
function container(values: Values, spec: unknown) {
  const [name, image] = [text(spec, 'name'), text(spec, 'image')]
  const story = scene(name === values['app'] ? text(values, 'scene') : 'ok')
  const id = `containerd://${digest(`${text(values, 'uid')}/${name}`)}`
  const known = { ...values, name, image, id }
  const imageId = `${image.split(':')[0]}@sha256:${digest(image)}`
  const pulled = story['phase'] === 'Pending' ? { id: '', imageId: '' } : { imageId }
  const [ready, restarts] = [!('why' in story), story['restarts'] ?? 0]
  const [state, lastState] = [story['state'], story['lastState'] ?? {}].map((it) => fill(it, known))
  return fill(shape('container'), { ...known, ...pulled, ready, restarts, state, lastState })
}
