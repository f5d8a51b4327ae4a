/** New objects: what the API server adds to what was sent. */
import { randomUUID } from 'node:crypto'
import type { KubeObject } from '../kube.ts'
import { type Call, dry } from './call.ts'
import { shape, stamp } from './data.ts'
import { exists, invalid, notFound, notHere } from './failure.ts'
import { type Fields, fields, text } from './field.ts'
import { type Kind, apiVersion, kindOf } from './kinds.ts'
import { get } from './read.ts'
import type { World } from './world.ts'
import { suffix } from './world/make.ts'
import { encoded, merge, sent } from './write.ts'

export function create(call: Call, { store }: World): object {
  const { kind, namespace, now } = call
  if (kind.namespaced && namespace === null) throw notHere('POST in all namespaces')
  const object = created(kind, namespace, sent(call), now)
  const { name } = object.metadata
  if (namespace !== null && store.get(kindOf('Namespace'), '', namespace) === undefined)
    throw notFound(kindOf('Namespace'), namespace)
  if (store.get(kind, namespace ?? '', name) !== undefined) throw exists(kind, name)
  return get(call, dry(call) ? object : store.put(kind, object))
}

/** As sent, with its defaults; a status is for controllers to say. */
export function created(kind: Kind, namespace: string | null, wanted: Fields, now: number) {
  const { status: _, ...own } = encoded(wanted)
  const { generateName: _made, ...metadata } = fields(wanted, 'metadata')
  const made = text(wanted, 'metadata.generateName')
  const name = text(metadata, 'name') || (made && `${made}${suffix(randomUUID(), 5)}`)
  const why = 'Required value: name or generateName is required'
  if (name === '') throw invalid(kind, '', 'metadata.name', why)
  const next = merge(shape(`defaults.${kind.kind}`), own) as Fields
  const [uid, creationTimestamp] = [randomUUID(), stamp(now)]
  const given = { ...(made !== '' && { generateName: made }), ...(namespace && { namespace }) }
  const first = 'spec' in next && { generation: 1 }
  const whole = { ...metadata, ...given, ...first, name, uid, creationTimestamp }
  return { ...next, kind: kind.kind, apiVersion: apiVersion(kind), metadata: whole } as KubeObject
}
