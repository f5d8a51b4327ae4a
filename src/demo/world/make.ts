/** The first parts of every object: stable names and uids, owners, managed fields. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import type { KubeObject } from '../../kube.ts'
import { type Fields, at, fields, isFields, text, without } from '../field.ts'
import { apiVersion, kindOf } from '../kinds.ts'
import { type Row, type Values, fill, rows, span, stamp } from './fill.ts'

const world = load(readFileSync(new URL('../world.yaml', import.meta.url), 'utf8'))

export const table = (name: string): readonly Row[] => rows(text(at(world, 'tables'), name))
export const shape = (name: string): unknown => at(world, `shapes.${name}`)
export const voices = fields(world, 'voices')
export const scene = (name: string): Fields => fields(world, `scenes.${name}`)

/** An object of `values`: `ns`, `name`, `age` (a span, or milliseconds) and what its shape has holes for. */
export function make(
  kind: string,
  values: Values,
  more: { owner?: KubeObject; labels?: Fields; shape?: unknown } = {},
): KubeObject {
  const filled = fields(fill({ it: more.shape ?? shape(kind) }, values), 'it')
  const rest = without(filled, 'metadata')
  const version = apiVersion(kindOf(kind))
  const metadata = { ...born(kind, values), ...fields(filled, 'metadata') }
  const labels = { ...fields(filled, 'metadata.labels'), ...more.labels } as Labels
  const created = text(metadata, 'creationTimestamp')
  const whole = {
    apiVersion: version,
    kind,
    metadata: {
      ...metadata,
      ...('spec' in rest && { generation: 1 }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(more.owner && { ownerReferences: [reference(more.owner)] }),
      managedFields: [
        managed(more.owner ? 'kube-controller-manager' : 'helm', version, created, rest),
      ],
    },
    ...rest,
  }
  return whole
}

type Labels = Readonly<Record<string, string>>

function born(kind: string, { ns, name, age, now }: Values) {
  return {
    name: String(name),
    ...(typeof ns === 'string' && { namespace: ns }),
    uid: uidOf(kind, typeof ns === 'string' ? ns : '', String(name)),
    creationTimestamp: stamp(typeof age === 'number' ? age : now - span(String(age))),
  }
}

const managed = (manager: string, version: string, time: string, rest: Fields) => ({
  manager,
  operation: 'Update',
  apiVersion: version,
  time,
  fieldsType: 'FieldsV1',
  fieldsV1: owned(rest),
})

const reference = ({ apiVersion: version, kind, metadata: { name, uid } }: KubeObject) => ({
  apiVersion: version,
  kind,
  name,
  uid: uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
})

/** Lists count as one field here. */
const owned = (value: unknown): object =>
  isFields(value) && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, child]) => [`f:${key}`, owned(child)]))
    : {}

export const digest = (seed: string): string => createHash('sha256').update(seed).digest('hex')

export function uidOf(kind: string, namespace: string, name: string): string {
  const hex = digest(`${kind}/${namespace}/${name}`)
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')
}

/** A number below `limit` that is always the same for the same words (FNV-1a, stirred). */
export function chance(seed: string, limit: number): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < seed.length; place += 1)
    hash = Math.imul(hash ^ seed.charCodeAt(place), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) % limit
}

/** The ends of generated names, in the letters that Kubernetes uses for them. */
export const suffix = (seed: string, length: number): string =>
  Array.from({ length }, (_, place) => letters[chance(`${seed}/${place}`, letters.length)]).join('')

const letters = 'bcdfghjklmnpqrstvwxz2456789'
