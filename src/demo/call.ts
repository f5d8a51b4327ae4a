/** One request for a resource, taken apart as the API server does it. */
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
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Milliseconds of the demo's clock. */
  readonly now: number
  readonly body: string
}

/** @param path decoded segments: `['apis', 'apps', 'v1', 'namespaces', 'shop', 'deployments', 'cart']` */
export function target(path: readonly string[]): Target {
  const [root, ...rest] = path
  const group = root === 'api' ? '' : (rest.shift() ?? '')
  const version = rest.shift() ?? ''
  const inside = rest[0] === 'namespaces' && rest.length > 2 && rest[2] !== 'status'
  const namespace = inside ? (rest[1] ?? '') : null
  const [plural, name = null, sub = null, ...more] = inside ? rest.slice(2) : rest
  if (!kinds.some((one) => one.group === group && one.versions.includes(version))) throw new Blank()
  const kind = kinds.find((one) => one.group === group && one.plural === plural)
  const misplaced = namespace === null ? name !== null : false
  if (kind === undefined || !kind.versions.includes(version) || more.length > 0) throw nowhere()
  if (kind.namespaced ? misplaced : inside) throw nowhere()
  return { kind, version, namespace, name, sub }
}
