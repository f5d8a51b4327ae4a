/** The fields of an Ingress that are read here (networking/v1 IngressSpec), and where its paths lead. */
import type { KubeObject } from '../../kind.ts'
import { addresses, type LoadBalancer } from './load-balancer.ts'

export interface Ingress extends KubeObject {
  readonly spec?: {
    readonly ingressClassName?: string
    readonly defaultBackend?: Backend
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[]
    readonly rules?: readonly IngressRule[]
  }
  readonly status?: { readonly loadBalancer?: LoadBalancer }
}

export interface IngressRule {
  readonly host?: string
  readonly http?: { readonly paths?: readonly IngressPath[] }
}

export interface IngressPath {
  readonly path?: string
  readonly pathType?: string
  readonly backend?: Backend
}

export interface Backend {
  readonly service?: {
    readonly name?: string
    readonly port?: { readonly name?: string; readonly number?: number }
  }
  readonly resource?: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string }
}

/** Every backend, the default one first. */
export function backends({ spec = {} }: Ingress): readonly Backend[] {
  const paths = (spec.rules ?? []).flatMap(({ http }) => http?.paths ?? [])
  return [spec.defaultBackend, ...paths.map(({ backend }) => backend)].filter(
    (each) => each !== undefined,
  )
}

/** Names of the services it sends to, each once. */
export function servicesOf(ingress: Ingress): readonly string[] {
  const names = backends(ingress).map(({ service }) => service?.name ?? '')
  return [...new Set(names)].filter((each) => each !== '')
}

/** Of objects of the service's own namespace. @returns whether another object is an ingress that sends to it. */
export const routesTo =
  (service: string) =>
  (other: KubeObject): boolean =>
    servicesOf(other).includes(service)

/** @returns whether another object is an ingress that serves TLS with the Secret. */
export const servesWith =
  (secret: string) =>
  ({ spec }: KubeObject & Pick<Ingress, 'spec'>): boolean =>
    (spec?.tls ?? []).some(({ secretName }) => secretName === secret)

/** The Secrets that it serves TLS with, each with the hosts that it is for. */
export function servedSecrets({ spec }: Ingress): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  for (const { secretName = '', hosts = [] } of spec?.tls ?? [])
    if (secretName !== '') all.set(secretName, [...(all.get(secretName) ?? []), ...hosts])
  return all
}

/** @param name of a rule or a certificate, `*.example.com` too. */
export const covers = (name: string, host: string): boolean =>
  name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1))

/** Its controller has not said where it is reached. */
export const isPending = ({ status }: Ingress): boolean =>
  addresses(status?.loadBalancer).length === 0

/** kubectl's HOSTS: the first three, `*` for any. */
export function hostWords({ spec }: Ingress): string {
  const rules = spec?.rules ?? []
  const hosts = rules.map(({ host = '' }) => host).filter((host) => host !== '')
  if (hosts.length === 0) return '*'
  const more = rules.length - 3
  return hosts.slice(0, 3).join(',') + (hosts.length >= 3 && more > 0 ? ` + ${more} more...` : '')
}

/** `storefront:http`; of what is no service its kind and name. */
export function backendWords({ service, resource }: Backend = {}): string {
  if (service === undefined) {
    const { apiGroup = '', kind = '', name = '' } = resource ?? {}
    return [`${kind} ${name}`.trim(), apiGroup].filter((each) => each !== '').join(' of ')
  }
  const port = service.port?.name ?? service.port?.number ?? ''
  return `${service.name ?? ''}${port === '' ? '' : `:${port}`}`
}

/** `/ → storefront:http, /api → api:80`: the first of them. */
export function routeWords({ spec }: Ingress): string {
  const paths = (spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? [])
  const words = paths.map(({ path = '/', backend }) => `${path} → ${backendWords(backend)}`)
  if (spec?.defaultBackend !== undefined) words.push(`any → ${backendWords(spec.defaultBackend)}`)
  const more = words.length - 3
  return words.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
