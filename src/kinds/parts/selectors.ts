/** Label and field selectors: as the API server takes them, and whether one matches. */
import type { KubeObject } from '../../kind.ts'
import type { Labels } from './pod.ts'

/** meta/v1 LabelSelector. */
export interface Selector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

/** `app=cart,tier in (a,b),!old`; empty: it selects everything. */
export function written({ matchLabels = {}, matchExpressions = [] }: Selector): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`)
  const others = matchExpressions.map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key
    if (operator === 'DoesNotExist') return `!${key}`
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`
  })
  return [...equal, ...others].join(',')
}

/** `spec.nodeName=worker-1`: what selectors are made of is escaped in values; names of RBAC objects may hold it. */
export const fieldsWritten = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([field, value]) => `${field}=${value.replaceAll(/[\\,=]/g, String.raw`\$&`)}`)
    .join(',')

/** A service without a selector selects nothing. @returns whether another object's `spec.selector` map selects these labels. */
export function selects(labels: Labels): (other: KubeObject) => boolean {
  return (other) => {
    const spec = other['spec'] as { readonly selector?: Labels } | undefined
    const wanted = Object.entries(spec?.selector ?? {})
    return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
  }
}

/** Whether a label selector selects these labels; an empty one selects everything, none at all nothing. */
export function matches(selector: Selector | undefined, labels: Labels): boolean {
  if (selector === undefined) return false
  const { matchLabels = {}, matchExpressions = [] } = selector
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      const listed = value !== undefined && values.includes(value)
      return operator === 'In' ? listed : !listed
    })
  )
}
