/** How a service is reached and how it chooses who answers. */
import type { Said, Section } from '../../kind.ts'
import { carried, field } from './fields.ts'
import { addresses } from './load-balancer.ts'
import { isHeadless, isPending, type Service, type ServicePort } from './service.ts'

export function portSection({ spec }: Service): Section {
  const { ports = [] } = spec ?? {}
  const onNodes = ports.some(({ nodePort }) => nodePort !== undefined)
  return {
    block: 'grid',
    title: 'Ports',
    heads: ['Port', 'Goes to', ...(onNodes ? ['On every node'] : []), 'Name'],
    rows: ports.map((port) => portRow(port, onNodes)),
  }
}

function portRow(
  { name = '', port, protocol = 'TCP', targetPort, nodePort, appProtocol }: ServicePort,
  onNodes: boolean,
): readonly Said[] {
  const target = String(targetPort ?? port ?? '')
  return [
    { text: `${port ?? ''}/${protocol}` },
    { text: /^\d+$/.test(target) ? target : `the pod’s port ${target}` },
    ...(onNodes ? [{ text: String(nodePort ?? '') }] : []),
    { text: name, note: appProtocol },
  ]
}

export function reachSection(service: Service): Section {
  const { spec = {}, status, metadata } = service
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy: asked = '' } = spec
  const headless = isHeadless(service)
  return {
    block: 'fields',
    title: 'How it is reached',
    fields: [
      field('Type', headless ? { text: spec.type ?? '', note: 'headless' } : spec.type),
      field('DNS', carried(`${metadata.name}.${metadata.namespace ?? ''}.svc`)),
      field(
        'Cluster IPs',
        ...(headless ? ['none: its name leads to the pods'] : clusterIPs.map(carried)),
      ),
      field('IP families', families(ipFamilies, asked)),
      field('Load balancer', ...addresses(status?.loadBalancer).map(carried), pendingSaid(service)),
      field('Load balancer class', spec.loadBalancerClass),
      field('Only from', ...(spec.loadBalancerSourceRanges ?? [])),
      field('External IPs', ...(spec.externalIPs ?? []).map(carried)),
      field('Stands for', spec.externalName),
      field('Health check', spec.healthCheckNodePort && `port ${spec.healthCheckNodePort}`),
    ],
  }
}

const pendingSaid = (service: Service): Said | undefined =>
  isPending(service) ? { text: 'pending', tone: 'warn' } : undefined

function families(all: readonly string[], policy: string): Said | undefined {
  if (all.length === 0) return undefined
  return { text: all.join(', '), note: policy === 'SingleStack' ? '' : policy }
}

export function choiceSection({ spec = {}, metadata }: Service): Section {
  const { selector = {}, type } = spec
  const to = (l: string) => ({ list: 'pods', query: { ns: metadata.namespace, l } })
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`)
  const byHand = labels.length === 0 && type !== 'ExternalName'
  return {
    block: 'fields',
    title: 'Who answers',
    fields: [
      field('Selector', ...labels.map((label) => ({ text: label, to: to(label) }))),
      field('Selector', byHand ? 'none: its endpoints are set by hand' : undefined),
      field('Pods not ready', spec.publishNotReadyAddresses === true ? 'are sent to too' : ''),
      field('Session affinity', affinity(spec)),
      field('From outside', traffic(spec.externalTrafficPolicy)),
      field('From inside', spec.internalTrafficPolicy === 'Local' ? traffic('Local') : undefined),
      field('Prefers', spec.trafficDistribution),
    ],
  }
}

function affinity({ sessionAffinity: by, sessionAffinityConfig }: NonNullable<Service['spec']>) {
  if (by === undefined || by === 'None') return undefined
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds
  return { text: by, note: seconds === undefined ? '' : `for ${seconds} s` }
}

function traffic(name: string | undefined): Said | undefined {
  if (name === undefined) return undefined
  const note = name === 'Local' ? 'only to pods of the same node' : 'to pods of any node'
  return { text: name, note }
}
