/** What the endpoint slice controller makes of services and the pods that they select. */
import type { KubeObject } from '../../kube.ts'
import { fill, shape } from '../data.ts'
import { at, fields, items, text, texts } from '../field.ts'
import { make, suffix } from './make.ts'

/** A slice for each service with a selector; without an endpoint it has no ports either. */
export function endpointSlices(all: readonly KubeObject[], now: number): readonly KubeObject[] {
  const pods = all.filter((one) => one.kind === 'Pod' && text(one, 'status.podIP') !== '')
  const services = all.filter((one) => one.kind === 'Service' && at(one, 'spec.selector'))
  return services.map((owner) => {
    const { namespace: ns = '', name: service, creationTimestamp } = owner.metadata
    const own = pods.filter((pod) => selects(owner, pod))
    const found = own.map((pod) => fill(shape('endpoint'), { ...pod, now, ready: isReady(pod) }))
    const ports = items(owner, 'spec.ports').map((port) => fill(shape('port'), { port, now }))
    const age = `${Math.floor((now - Date.parse(String(creationTimestamp))) / 1000)}s`
    const name = `${service}-${suffix(`slice/${service}`, 5)}`
    const [endpoints, served] = [found, ports].map((of) => JSON.stringify(found[0] ? of : null))
    const values = { ns, name, age, service, now, endpoints, ports: served }
    return make('EndpointSlice', values, { owner })
  })
}

/** @param path of the labels in what selects */
export const selects = (by: KubeObject, { metadata }: KubeObject, path = 'spec.selector') =>
  metadata.namespace === by.metadata.namespace &&
  Object.entries(fields(by, path)).every(([key, value]) => metadata.labels?.[key] === value)

export const isReady = (one: KubeObject): boolean =>
  texts(one, 'status.conditions.type=Ready.status').includes('True')
