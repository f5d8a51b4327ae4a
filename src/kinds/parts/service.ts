/** The fields of a Service that are read here (core/v1 ServiceSpec), and its columns' words. */
import type { KubeObject } from '../../kind.ts'
import { addresses, type LoadBalancer } from './load-balancer.ts'
import type { Labels } from './pod.ts'

export interface Service extends KubeObject {
  readonly spec?: ServiceSpec
  readonly status?: { readonly loadBalancer?: LoadBalancer }
}

export interface ServiceSpec {
  readonly type?: string
  readonly selector?: Labels
  readonly clusterIP?: string
  readonly clusterIPs?: readonly string[]
  readonly externalIPs?: readonly string[]
  readonly externalName?: string
  readonly ports?: readonly ServicePort[]
  readonly ipFamilies?: readonly string[]
  readonly ipFamilyPolicy?: string
  readonly sessionAffinity?: string
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } }
  readonly externalTrafficPolicy?: string
  readonly internalTrafficPolicy?: string
  readonly trafficDistribution?: string
  readonly publishNotReadyAddresses?: boolean
  readonly loadBalancerClass?: string
  readonly loadBalancerSourceRanges?: readonly string[]
  readonly healthCheckNodePort?: number
}

export interface ServicePort {
  readonly name?: string
  readonly port?: number
  readonly protocol?: string
  readonly targetPort?: number | string
  readonly nodePort?: number
  readonly appProtocol?: string
}

export const isHeadless = ({ spec }: Service): boolean => spec?.clusterIPs?.[0] === 'None'

/** A load balancer was asked for and has no address yet. */
export const isPending = ({ spec, status }: Service): boolean =>
  spec?.type === 'LoadBalancer' && addresses(status?.loadBalancer).length === 0

/** kubectl's PORT(S). */
export function portWords({ spec }: Service): string {
  return (spec?.ports ?? [])
    .map(({ port = 0, nodePort, protocol = 'TCP' }) =>
      nodePort === undefined ? `${port}/${protocol}` : `${port}:${nodePort}/${protocol}`,
    )
    .join(',')
}

/** kubectl's EXTERNAL-IP, but `pending` also beside addresses that were given by hand. */
export function externalWords(service: Service): string {
  const { type, externalIPs = [], externalName = '' } = service.spec ?? {}
  if (type === 'ExternalName') return externalName
  const balanced = type === 'LoadBalancer' ? addresses(service.status?.loadBalancer) : []
  return [...balanced, ...(isPending(service) ? ['pending'] : []), ...externalIPs].join(',')
}
