/** One request for a resource, taken apart as the API server does it. */
import type { IncomingHttpHeaders } from 'node:http'
import { load } from 'js-yaml'
import { Failure, badRequest, nowhere } from './failure.ts'
import { type Fields, isFields } from './field.ts'
import { type Kind, apiVersion, kinds } from './kinds.ts'

/** What a client asked to be answered with: JSON or YAML, the object itself or a print of it. */
export interface Accept {
  readonly as: 'object' | 'table' | 'metadata' | 'discovery'
  readonly yaml: boolean
}

export interface Target {
  readonly kind: Kind
  /** null: all namespaces, or a kind without them. */
  readonly namespace: string | null
  readonly name: string | null
  /** `log`, `status` …; null for the object itself. */
  readonly sub: string | null
}

export interface Call extends Target {
  readonly method: string
  readonly query: URLSearchParams
  readonly accept: Accept
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Milliseconds of the demo's clock. */
  readonly now: number
}

const shape =
  /^\/apis?\/(v1|[^/]+\/[^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/

/** @param path decoded: `/apis/apps/v1/namespaces/shop/deployments/cart` */
export function target(path: string): Target {
  const [, version, namespace = null, plural, name = null, sub = null] = shape.exec(path) ?? []
  const kind = kinds.find((one) => one.plural === plural && apiVersion(one) === version)
  if (kind === undefined) throw nowhere()
  const placed = kind.namespaced ? namespace !== null || name === null : namespace === null
  if (!placed) throw nowhere()
  return { kind, namespace, name, sub }
}

export const watches = ({ query }: Call) => /^(true|1)$/.test(query.get('watch') ?? '')
export const dry = ({ query }: Call) => query.get('dryRun') === 'All'

/** A whole number of the query; null when absent. */
export function whole(query: URLSearchParams, name: string): number | null {
  const found = query.get(name)
  if (found === null || found === '') return null
  if (/^\d+$/.test(found)) return Number(found)
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(found)}: invalid syntax`)
}

/** An object of JSON or YAML; nothing is an empty one, as for DeleteOptions. */
export function json(body: string, type = ''): Fields {
  try {
    const value: unknown = type.includes('yaml') ? load(body) : JSON.parse(body || '{}')
    if (isFields(value) && !Array.isArray(value)) return value
  } catch {
    // said below
  }
  throw badRequest('the object provided is unrecognized')
}

/** The first clause that can be served. */
export function accepted(header = '*/*'): Accept {
  for (const clause of header.split(',')) {
    const [media = '', ...parameters] = clause.split(';').map((part) => part.trim())
    const as = prints.get(
      parameters.find((one) => one.startsWith('as='))?.replace(/List$/, '') ?? '',
    )
    const known = /^(\*\/\*|application\/(\*|json|yaml))$/.test(media)
    if (known && as !== undefined && !parameters.includes('v=v2beta1'))
      return { as, yaml: media === 'application/yaml' }
  }
  throw new Failure(406, 'NotAcceptable', '406: Not Acceptable: only JSON and YAML are served')
}

const prints = new Map<string, Accept['as']>([
  ['', 'object'],
  ['as=Table', 'table'],
  ['as=PartialObjectMetadata', 'metadata'],
  ['as=APIGroupDiscovery', 'discovery'],
])
