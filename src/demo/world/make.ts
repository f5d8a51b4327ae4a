/** The first parts of every object: stable names and uids, owners, managed fields. */
import { hash } from 'node:crypto'
import type { KubeObject } from '../../kube.ts'
import { type Values, fill, moment, shape } from '../data.ts'
import { type Fields, fields, text } from '../field.ts'
import { apiVersion, kindOf } from '../kinds.ts'

/** An object of `values`: `ns`, `name`, `age` and what its shape has holes for. */
export function make(
  kind: string,
  values: Values,
  more: { owner?: KubeObject | null; labels?: Fields; shape?: unknown } = {},
): KubeObject {
  const { metadata, ...rest } = fill(more.shape ?? shape(kind), values) as Fields
  const [ns, name] = [text(values, 'ns'), text(values, 'name')]
  const labels = { ...fields({ metadata }, 'metadata.labels'), ...more.labels }
  const time = moment('age', values)
  const version = apiVersion(kindOf(kind))
  return {
    apiVersion: version,
    kind,
    metadata: {
      name,
      ...(ns !== '' && { namespace: ns }),
      uid: uidOf(kind, ns, name),
      creationTimestamp: time,
      ...(metadata as object),
      ...('spec' in rest && { generation: 1 }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(more.owner && { ownerReferences: [reference(more.owner)] }),
      managedFields: [
        {
          manager: more.owner ? 'kube-controller-manager' : 'helm',
          operation: 'Update',
          apiVersion: version,
          time,
          fieldsType: 'FieldsV1',
          fieldsV1: Object.fromEntries(Object.keys(rest).map((key) => [`f:${key}`, {}])),
        },
      ],
    } as KubeObject['metadata'],
    ...rest,
  }
}

const reference = ({ apiVersion: version, kind, metadata: { name, uid } }: KubeObject) => ({
  apiVersion: version,
  kind,
  name,
  uid,
  controller: true,
  blockOwnerDeletion: true,
})

export const digest = (seed: string): string => hash('sha256', seed)

export function uidOf(kind: string, namespace: string, name: string): string {
  const hex = digest(`${kind}/${namespace}/${name}`)
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')
}

/** A number below `limit` that is always the same for the same words. */
export const chance = (seed: string, limit: number): number =>
  parseInt(digest(seed).slice(0, 8), 16) % limit

/** The ends of generated names, in letters that Kubernetes uses for them. */
export const suffix = (seed: string, length: number): string =>
  digest(seed)
    .slice(0, length)
    .replaceAll(/./g, (hex) => 'bcdfghjkmqrtvx24'.charAt(parseInt(hex, 16)))
