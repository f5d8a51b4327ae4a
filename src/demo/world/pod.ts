/** One pod: as its owner's template asks for it, and as its scene leaves it. */
import type { KubeObject } from '../../kube.ts'
import { type Values, fill, scene, shape, table } from '../data.ts'
import { type Fields, at, fields, items, text } from '../field.ts'
import { chance, digest, hashOf, make } from './make.ts'

/** On no node yet. @param values `ns`, `name`, `age`, and without an owner what a template has holes for */
export function pod(values: Values, owner: KubeObject | null): KubeObject {
  const name = text(values, 'name')
  const template = owner === null ? fill(shape('template'), values) : at(owner, 'spec.template')
  const claims = items(owner, 'spec.volumeClaimTemplates').map((one) => {
    const volume = text(one, 'metadata.name')
    return { name: volume, persistentVolumeClaim: { claimName: `${volume}-${name}` } }
  })
  const volumes = [...claims, ...items(template, 'spec.volumes')]
  const metadata = fields(template, 'metadata')
  const spec = { ...fields(template, 'spec'), ...(volumes.length > 0 && { volumes }) }
  const content = { metadata, spec, status: { phase: 'Pending', qosClass: 'Burstable' } }
  return make('Pod', values, { owner, labels: marks(owner, name), content })
}

export const stamped = 'controller-revision-hash'

/** What sets tell their pods by: the template that each is made of, and its place. */
function marks(owner: KubeObject | null, name: string): Fields {
  if (owner === null || !/^(Stateful|Daemon)Set$/.test(owner.kind)) return {}
  const place = name.slice(owner.metadata.name.length + 1)
  const index = owner.kind === 'StatefulSet' && { 'apps.kubernetes.io/pod-index': place }
  return { [stamped]: hashOf(at(owner, 'spec.template')), ...index }
}

/** On its node, or told why on none, at `now` in milliseconds. */
export function placed(one: KubeObject, node: string, story: string, now: number): KubeObject {
  const { name, namespace: ns, uid, creationTimestamp } = one.metadata
  const happened = scene(story)
  const isPlaced = !('message' in happened)
  const age = `${Math.floor((now - Date.parse(String(creationTimestamp))) / 1000)}s`
  const host = table('Node').find((row) => text(row, 'name') === node)
  const ip = text(host, 'cidr').replace(/0$/, String(10 + chance(name, 240)))
  const up = 'why' in happened ? 'False' : 'True'
  const known = { ...happened, ns, name, uid, now, age, ip, hostIP: text(host, 'ip'), up }
  /* A sidecar is well whatever befell the container beside it. */
  const containers = items(one, 'spec.containers').map((spec, index) =>
    container(known, spec, index === 0 ? happened : scene('ok')),
  )
  const status = fill(shape(isPlaced ? 'placed' : 'unplaced'), { ...known, containers })
  const spec = { ...fields(one, 'spec'), ...(isPlaced && { nodeName: node }) }
  return { ...one, spec, status }
}

function container(values: Values, spec: unknown, story: Fields) {
  const [app, image] = [text(spec, 'name'), text(spec, 'image')]
  const id = `containerd://${digest(`${text(values, 'uid')}/${app}`)}`
  const imageId = `${image.split(':')[0]}@sha256:${digest(image)}`
  const known = { ...values, app, image, id }
  const pulled = story['phase'] === 'Pending' ? { id: '', imageId: '' } : { imageId }
  const [ready, restarts] = [!('why' in story), story['restarts'] ?? 0]
  const [state, lastState] = [story['state'], story['lastState'] ?? {}].map((it) => fill(it, known))
  return fill(shape('container'), { ...known, ...pulled, ready, restarts, state, lastState })
}
