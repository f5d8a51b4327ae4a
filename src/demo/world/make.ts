/** What every object begins with, and names, uids and choices that are the same every time. */
import { hash } from 'node:crypto'
import type { KubeObject } from '../../kube.ts'
import { type Values, fill, shape } from '../data.ts'
import { type Fields, fields, text } from '../field.ts'
import { apiVersion, kindOf } from '../kinds.ts'

/** An object of `values`: `ns`, `name`, `age` and what its shape has holes for. */
export function make(
  kind: string,
  values: Values,
  more: { owner?: KubeObject | null; labels?: Fields; shape?: unknown } = {},
): KubeObject {
  const { metadata, ...rest } = fill(more.shape ?? shape(kind), values) as Fields
  const version = apiVersion(kindOf(kind))
  const labels = { ...fields({ metadata }, 'metadata.labels'), ...more.labels }
  const written = Object.fromEntries(Object.keys(rest).map((key) => [`f:${key}`, {}]))
  const by = {
    owner: more.owner,
    manager: more.owner ? 'kube-controller-manager' : 'helm',
    written,
  }
  const uid = uidOf(kind, text(values, 'ns'), text(values, 'name'))
  const generation = 'spec' in rest ? 1 : ''
  const told = { uid, version, generation, labels: Object.keys(labels).length === 0 ? '' : labels }
  const head = fill(shape('metadata'), { ...values, ...told, ...by })
  const whole = { ...(metadata as object), ...(head as KubeObject['metadata']) }
  return { apiVersion: version, kind, metadata: whole, ...rest }
}

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
