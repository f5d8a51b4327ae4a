/** What the endpoint slice controller makes of services and the pods that they select. */
import type { KubeObject } from '../../kube.ts'
import { fill, shape, table } from '../data.ts'
import { at, fields, items, text, texts } from '../field.ts'
import { make, suffix } from './make.ts'

/** A slice for each service with a selector; without an endpoint it has no ports either. */
export function endpointSlices(all: readonly KubeObject[], now: number): readonly KubeObject[] {
  const pods = all.filter((one) => one.kind === 'Pod' && text(one, 'status.podIP') !== '')
  const services = all.filter((one) => one.kind === 'Service' && at(one, 'spec.selector'))
  return [
    ...byHand(now),
    ...services.map((owner) => {
      const { namespace: ns = '', name: service } = owner.metadata
      const endpoints = pods
        .filter((pod) => selects(owner, pod))
        .map((pod) => fill(shape('endpoint'), { ...pod, now, ready: isReady(pod) }))
      const ports = items(owner, 'spec.ports').map((port) => ({
        name: text(port, 'name'),
        port: at(port, 'targetPort'),
        protocol: text(port, 'protocol'),
      }))
      const age = table('Service').find((row) => row['ns'] === ns && row['name'] === service)?.[
        'age'
      ]
      const name = `${service}-${suffix(`slice/${service}`, 5)}`
      const has = endpoints.length > 0 ? { endpoints, ports } : { endpoints: null, ports: null }
      return make('EndpointSlice', { ns, name, age, service, now, ...has }, { owner })
    }),
  ]
}

const byHand = (now: number) =>
  table('EndpointSlice').map((row) => {
    const [ports, endpoints] = [row['ports'], row['endpoints']].map(
      (json) => JSON.parse(String(json)) as unknown,
    )
    return make('EndpointSlice', { ...row, now, ports, endpoints })
  })

const selects = (service: KubeObject, { metadata }: KubeObject): boolean =>
  metadata.namespace === service.metadata.namespace &&
  Object.entries(fields(service, 'spec.selector')).every(
    ([key, value]) => metadata.labels?.[key] === value,
  )

const isReady = (pod: KubeObject): boolean =>
  texts(pod, 'status.conditions.type=Ready.status').includes('True')
