/** The first parts of every object: stable names, stable uids, times before the start. */
import { createHash } from 'node:crypto'
import type { KubeObject } from '../../kube.ts'
import { isFields } from '../field.ts'
import { apiVersion, kindOf } from '../kinds.ts'

/** Milliseconds of `3h20m`, `41d`. */
export function span(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)]
  return parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? 0), 0)
}

const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }

/** RFC 3339 in seconds, as metav1.Time. */
export const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '')

/** RFC 3339 in microseconds, as metav1.MicroTime. */
export const microStamp = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z')

export const digest = (seed: string): string => createHash('sha256').update(seed).digest('hex')

export function uid(seed: string): string {
  const hex = digest(seed)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A number below `limit` that is always the same for the same words. */
export const chance = (seed: string, limit: number) =>
  parseInt(digest(seed).slice(0, 8), 16) % limit

/** The ends of generated names, in the letters that Kubernetes uses for them. */
export const suffix = (seed: string, length: number) =>
  [
    ...digest(seed)
      .slice(0, length * 2)
      .matchAll(/../g),
  ]
    .map(([byte]) => letters[parseInt(byte, 16) % 27])
    .join('')

const letters = 'bcdfghjklmnpqrstvwxz2456789'

export interface Born {
  readonly namespace?: string
  readonly name: string
  /** Milliseconds. */
  readonly born: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly owner?: KubeObject
  readonly finalizers?: readonly string[]
}

/** @param rest everything beside metadata */
export function make(kind: string, born: Born, rest: object): KubeObject {
  const { namespace, name, labels, annotations, owner, finalizers } = born
  const created = stamp(born.born)
  const manager = owner === undefined ? 'helm' : 'kube-controller-manager'
  return {
    apiVersion: apiVersion(kindOf(kind)),
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      uid: uid(`${kind}/${namespace ?? ''}/${name}`),
      ...('spec' in rest && kind !== 'Namespace' && { generation: 1 }),
      creationTimestamp: created,
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...(owner && { ownerReferences: [reference(owner)] }),
      ...(finalizers && { finalizers }),
      managedFields: [managed(manager, apiVersion(kindOf(kind)), created, rest)],
    },
    ...rest,
  } as KubeObject
}

const reference = ({ apiVersion: version, kind, metadata }: KubeObject) => ({
  ...{ apiVersion: version, kind, name: metadata.name, uid: metadata.uid ?? '' },
  ...{ controller: true, blockOwnerDeletion: true },
})

const managed = (manager: string, version: string, time: string, rest: object) => ({
  ...{ manager, operation: 'Update', apiVersion: version, time, fieldsType: 'FieldsV1' },
  fieldsV1: owned(rest),
})

/** Lists count as one field here. */
function owned(value: unknown): object {
  if (!isFields(value) || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'status')
      .map(([key, child]) => [`f:${key}`, owned(child)]),
  )
}
