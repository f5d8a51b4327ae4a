/** What every object begins with, and names, uids and choices that are the same every time. */
import { hash } from 'node:crypto'
import { dump } from 'js-yaml'
import type { KubeObject } from '../../kube.ts'
import { type Values, fill, shape } from '../data.ts'
import { type Fields, fields, text } from '../field.ts'
import { apiVersion, kindOf } from '../kinds.ts'

/**
 * An object of `values`, `ns`, `name`, `age` and what the shape of its kind has holes for, or of `content` as it is.
 * `seed` among them: there was another of this name.
 */
export function make(
  kind: string,
  values: Values,
  more: { owner?: KubeObject | null; labels?: Fields; content?: unknown } = {},
): KubeObject {
  const { metadata, ...rest } = (more.content ?? fill(shape(kind), values)) as Fields
  const version = apiVersion(kindOf(kind))
  const labels = { ...fields({ metadata }, 'metadata.labels'), ...more.labels }
  const written = Object.fromEntries(Object.keys(rest).map((key) => [`f:${key}`, {}]))
  const manager = more.owner ? 'kube-controller-manager' : 'helm'
  const key = `${kind}/${text(values, 'ns')}/${text(values, 'name')}${text(values, 'seed')}`
  const uid = digest(key).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')
  const generation = 'spec' in rest ? 1 : ''
  const told = { uid, version, generation, labels: Object.keys(labels).length === 0 ? '' : labels }
  const by = { owner: more.owner, manager, written }
  const head = fill(shape('metadata'), { ...values, ...told, ...by })
  const whole = { ...(metadata as object), ...(head as KubeObject['metadata']) }
  return { apiVersion: version, kind, metadata: whole, ...rest }
}

export const digest = (seed: string): string => hash('sha256', seed)

/** A number below `limit` that is always the same for the same words. */
export const chance = (seed: string, limit: number): number =>
  parseInt(digest(seed).slice(0, 8), 16) % limit

/** The ends of generated names, in letters that Kubernetes uses for them. */
export const suffix = (seed: string, length: number): string =>
  digest(seed)
    .slice(0, length)
    .replaceAll(/./g, (hex) => 'bcdfghjkmqrtvx24'.charAt(parseInt(hex, 16)))

/** What a template is known by, in whatever order its fields are. */
export const hashOf = (template: unknown): string => suffix(dump(template, { sortKeys: true }), 10)
