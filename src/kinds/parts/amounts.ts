/** Amounts of resources: Kubernetes quantities as people write them. */
import { quantity } from '../../views/duration.ts'
import { bytes, grouped } from '../../views/words.ts'

/** Resource → quantity, `100m`, `1.5Gi`: what is asked for, limited, there. */
export type Amounts = Readonly<Record<string, string>>

/** Names of resources that are counted in bytes. */
const inBytes =
  /^(?:(?:requests|limits)\.)?(?:memory|ephemeral-storage|storage|hugepages-.+)$|\/(?:requests\.)?storage$/
const inCores = /^(?:(?:requests|limits)\.)?cpu$/

/** `3.92`, `250m` of cpu; `7.8 GiB`; `110`. */
export function amount(resource: string, value: number): string {
  if (inBytes.test(resource)) return bytes(value).replace('.0 ', ' ')
  if (inCores.test(resource) && value > 0 && value < 1) return `${rounded(value * 1000, 1)}m`
  return rounded(value, 100)
}

const rounded = (value: number, parts: number) => {
  const text = String(Math.round(value * parts) / parts)
  return /^\d{5,}$/.test(text) ? grouped(Number(text)) : text
}

/** What is no quantity is said as it came. */
export function amountOf(resource: string, text: string | undefined): string {
  const value = quantity(text ?? '')
  return value === null ? (text ?? '') : amount(resource, value)
}

/** Null where it is not there, or no quantity. */
export const numberOf = (of: Amounts | undefined, resource: string): number | null =>
  quantity(of?.[resource] ?? '')

/** `32 %`; empty of nothing. */
export const share = (part: number, whole: number): string =>
  whole > 0 ? `${Math.round((part / whole) * 100)} %` : ''

const order = ['cpu', 'memory', 'ephemeral-storage', 'pods']
const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)

/** The usual ones first. */
export const inOrder = (names: Iterable<string>): readonly string[] =>
  [...new Set(names)].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
