/** Changes by a client: merge patch and delete, with the checks and words of the API server. */
import type { KubeObject, ObjectMeta } from '../kube.ts'
import type { Call } from './call.ts'
import { Failure, conflict, invalid, notHere } from './failure.ts'
import { type Fields, at, fields, isFields, text } from './field.ts'
import { json } from './json.ts'
import { custom } from './kinds.ts'
import { get } from './read.ts'
import type { World } from './world.ts'

const mergePatch = 'application/merge-patch+json'

export function patch(call: Call, world: World, object: KubeObject): object {
  if (call.headers['content-type']?.split(';')[0] !== mergePatch)
    throw new Failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
  const wanted = json(call.body, 'invalid JSON patch')
  checkPatch(call, object, wanted)
  const next = kept(call, object, merge(object, wanted) as Fields)
  if (dry(call) || JSON.stringify(next) === JSON.stringify(object)) return get(call, next)
  if (!leaving(next) || held(next)) return get(call, world.store.put(call.kind, next))
  world.remove(call.kind, next)
  return get(call, next)
}

function checkPatch({ kind }: Call, { metadata }: KubeObject, wanted: object): void {
  const version = text(wanted, 'metadata.resourceVersion')
  const uid = text(wanted, 'metadata.uid')
  if (uid !== '' && uid !== metadata.uid) {
    const message = `Invalid value: ${JSON.stringify(uid)}: field is immutable`
    const cause = { reason: 'FieldValueInvalid', message, field: 'metadata.uid' }
    throw invalid(kind.group, kind.kind, metadata.name, cause)
  }
  if (version !== '' && version !== metadata.resourceVersion)
    throw conflict(kind, metadata.name, modified)
}

const modified =
  'the object has been modified; please apply your changes to the latest version and try again'

/** RFC 7386. */
function merge(target: unknown, change: unknown): unknown {
  if (!isFields(change) || Array.isArray(change)) return change
  const merged = new Map(Object.entries(isFields(target) && !Array.isArray(target) ? target : {}))
  for (const [key, value] of Object.entries(change))
    if (value === null) merged.delete(key)
    else merged.set(key, merge(merged.get(key), value))
  return Object.fromEntries(merged)
}

const fixed = /^(name|namespace|uid|resourceVersion|(creation|deletion)Timestamp)$/

/** What a patch cannot change stays; a new spec is a new generation, which the demo's controllers see at once. */
function kept(call: Call, before: KubeObject, after: object): KubeObject {
  const stays = Object.entries(before.metadata).filter(([key]) => fixed.test(key))
  const renewed = { ...fields(after, 'metadata'), ...Object.fromEntries(stays) } as ObjectMeta
  const next = { ...before, ...after, kind: call.kind.kind, metadata: renewed }
  const status = at(before, 'status')
  if (status === undefined && call.kind.group !== custom) return next
  const generation = before.metadata.generation
  const same = JSON.stringify(at(before, 'spec')) === JSON.stringify(at(next, 'spec'))
  if (same || generation === undefined) return { ...next, status }
  const seen = isFields(status) && 'observedGeneration' in status
  return {
    ...next,
    metadata: { ...renewed, generation: generation + 1 },
    status: seen ? { ...status, observedGeneration: generation + 1 } : status,
  }
}

export function erase(call: Call, world: World, object: KubeObject): object {
  const body = json(call.body)
  const option = (name: string) => text(body, name) || (call.query.get(name) ?? '')
  checkDelete(call, object, body)
  const policy = option('propagationPolicy')
  if (policy === 'Orphan') throw notHere('propagationPolicy Orphan')
  if (dry(call) || at(body, 'dryRun.0') === 'All') return gone(call, object)
  const grace = gracePeriod(object, option('gracePeriodSeconds'))
  if (grace === 0 && policy !== 'Foreground' && !held(object) && object.kind !== 'Namespace') {
    world.remove(call.kind, object)
    return gone(call, object)
  }
  const doomed = leaving(object)
    ? object
    : world.store.put(call.kind, marked(call, object, grace, policy))
  world.retire(call.kind, doomed, grace)
  return get(call, doomed)
}

function checkDelete({ kind }: Call, { metadata }: KubeObject, options: object): void {
  const { name, uid, resourceVersion } = metadata
  const [wanted, version] = ['uid', 'resourceVersion'].map((key) =>
    text(options, `preconditions.${key}`),
  )
  const other = (what: string, asked: string | undefined, real: string | undefined, may: string) =>
    conflict(
      kind,
      name,
      `the ${what} in the precondition (${asked}) does not match the ${what} in record (${real}). The object might have been ${may}`,
      kind.kind,
    )
  if (wanted && wanted !== uid) throw other('UID', wanted, uid, 'deleted and then recreated')
  if (version && version !== resourceVersion)
    throw other('ResourceVersion', version, resourceVersion, 'modified')
}

const dry = ({ query }: Call) => query.get('dryRun') === 'All'
const leaving = ({ metadata }: KubeObject) => metadata.deletionTimestamp !== undefined
const held = ({ metadata }: KubeObject) => (metadata.finalizers ?? []).length > 0

/** Seconds; what runs on no node, or no more, has none. */
function gracePeriod(object: KubeObject, asked: string): number {
  const over = /^(Succeeded|Failed)$/.test(text(object, 'status.phase'))
  if (object.kind !== 'Pod' || over || text(object, 'spec.nodeName') === '') return 0
  return Number(asked || text(object, 'spec.terminationGracePeriodSeconds'))
}

function marked(call: Call, object: KubeObject, grace: number, policy: string): KubeObject {
  const { finalizers = [], ...metadata } = object.metadata
  const holds = policy === 'Foreground' ? [...finalizers, 'foregroundDeletion'] : finalizers
  const status = call.kind.kind === 'Namespace' ? { phase: 'Terminating' } : at(object, 'status')
  return {
    ...object,
    ...(status !== undefined && { status }),
    metadata: {
      ...metadata,
      ...(holds.length > 0 && { finalizers: holds }),
      deletionTimestamp: new Date(call.now + grace * 1000).toISOString().replace(/\.\d+/, ''),
      deletionGracePeriodSeconds: grace,
    },
  }
}

const gone = ({ kind }: Call, { metadata }: KubeObject) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: {
    name: metadata.name,
    ...(kind.group !== '' && { group: kind.group }),
    kind: kind.plural,
    uid: metadata.uid,
  },
})
