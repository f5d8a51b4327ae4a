/** One request for a resource, taken apart as the API server does it. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Accept } from './accept.ts'
import { Blank, nowhere } from './failure.ts'
import { type Kind, kinds } from './kinds.ts'

export interface Target {
  readonly kind: Kind
  readonly version: string
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
  /^\/(api|apis\/[^/]+)\/([^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/

/** @param path decoded: `/apis/apps/v1/namespaces/shop/deployments/cart` */
export function target(path: string): Target {
  const [, root, version = '', namespace = null, plural, name = null, sub = null] =
    shape.exec(path) ?? []
  const served = kinds.filter((kind) => rootOf(kind) === root && kind.versions.includes(version))
  if (served.length === 0) throw new Blank()
  const kind = served.find((one) => one.plural === plural)
  if (kind === undefined || !fits(kind, namespace !== null, name, sub)) throw nowhere()
  return { kind, version, namespace, name, sub }
}

const rootOf = ({ group }: Kind) => (group === '' ? 'api' : `apis/${group}`)

/** Objects with a namespace have it in their path; only pods have logs. */
function fits(kind: Kind, inside: boolean, name: string | null, sub: string | null): boolean {
  const placed = kind.namespaced ? inside || name === null : !inside
  return placed && (sub !== 'log' || kind.kind === 'Pod')
}
