/** The one place where a path of the API server is built. */
import { NotFound } from '../errors.ts'
import { checkLimit, checkName, checkNamespace, checkResource, checkSubresource } from './names.ts'
import type { Resource } from './resource.ts'

export interface Target {
  readonly resource: Resource
  readonly namespace: string | null
  readonly name?: string
  readonly subresource?: string
}

export interface Selection {
  readonly labels?: string
  readonly fields?: string
  readonly limit?: number
  readonly continue?: string
  /** A printed row brings its object. */
  readonly whole?: boolean
}

/**
 * `/apis/apps/v1/namespaces/web/deployments/cart/scale`. Throws `NotFound` for what can never exist.
 * @param more parameters that may stand there several times, in order
 */
export function pathOf(
  target: Target,
  query: Readonly<Record<string, string>> = {},
  more: readonly (readonly [name: string, value: string])[] = [],
): string {
  const { group, version, plural } = checkResource(target.resource)
  const parts = group === '' ? ['api', version] : ['apis', group, version]
  if (target.namespace !== null) parts.push('namespaces', namespaceOf(target, target.namespace))
  parts.push(plural)
  if (target.name !== undefined) parts.push(nameOf(target, target.name))
  if (target.subresource !== undefined) parts.push(checkSubresource(target.subresource))
  const asked = new URLSearchParams(query)
  for (const [name, value] of more) asked.append(name, value)
  const search = asked.toString()
  return `/${parts.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
}

/** The query of a list. `InvalidInput` for a page size that is none. */
export function selection(query: Selection): Record<string, string> {
  const said: Record<string, string> = {}
  if (query.labels !== undefined && query.labels !== '') said['labelSelector'] = query.labels
  if (query.fields !== undefined && query.fields !== '') said['fieldSelector'] = query.fields
  if (query.limit !== undefined) said['limit'] = String(checkLimit(query.limit))
  if (query.continue !== undefined && query.continue !== '') said['continue'] = query.continue
  if (query.whole === true) said['includeObject'] = 'Object'
  return said
}

function namespaceOf(target: Target, namespace: string): string {
  if (target.resource.namespaced) return checkNamespace(namespace)
  const said = `${target.resource.plural} have no namespace.`
  throw new NotFound('namespace', namespace, said)
}

function nameOf(target: Target, name: string): string {
  if (target.namespace !== null || !target.resource.namespaced) return checkName(name)
  throw new NotFound('namespace', '-', `${target.resource.plural} are in a namespace.`)
}
