/** Changes by a client: merge patch and delete, with the checks and words of the API server. */
import type { KubeObject } from '../kube.ts'
import { type Call, json } from './call.ts'
import { stamp } from './data.ts'
import { Failure, conflict, invalid, notHere } from './failure.ts'
import { type Fields, at, fields, isFields, text } from './field.ts'
import { get } from './read.ts'
import { type World, held, leaving } from './world.ts'

export function patch(call: Call, world: World, object: KubeObject): object {
  if (call.headers['content-type']?.split(';')[0] !== 'application/merge-patch+json')
    throw new Failure(415, 'UnsupportedMediaType', 'only application/merge-patch+json is served')
  const wanted = json(call.body)
  checkPatch(call, object, wanted)
  const next = kept(object, merge(object, wanted) as Fields)
  if (dry(call) || JSON.stringify(next) === JSON.stringify(object)) return get(call, next)
  if (!leaving(next) || held(next)) return get(call, world.store.put(call.kind, next))
  world.remove(call.kind, next)
  return get(call, next)
}

function checkPatch({ kind }: Call, { metadata }: KubeObject, wanted: Fields): void {
  const uid = text(wanted, 'metadata.uid') || metadata.uid
  const version = text(wanted, 'metadata.resourceVersion') || metadata.resourceVersion
  if (uid !== metadata.uid) {
    const words = `Invalid value: ${JSON.stringify(uid)}: field is immutable`
    throw invalid(kind, metadata.name, 'metadata.uid', words)
  }
  if (version !== metadata.resourceVersion) throw conflict(kind, metadata.name, modified)
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

const fixed = /^(name|namespace|uid|resourceVersion|generation|(creation|deletion)Timestamp)$/

/** What a patch cannot change stays; a new spec is a new generation, which the demo's controllers see at once. */
function kept(before: KubeObject, after: Fields): KubeObject {
  const stays = Object.entries(before.metadata).filter(([key]) => fixed.test(key))
  const metadata = { ...fields(after, 'metadata'), ...Object.fromEntries(stays) }
  const next = { ...before, ...after, kind: before.kind, apiVersion: before.apiVersion }
  const renewed = JSON.stringify(at(before, 'spec')) !== JSON.stringify(at(next, 'spec'))
  const generation = (before.metadata.generation ?? 0) + 1
  const status = fields(before, 'status')
  const told = renewed && 'observedGeneration' in status && { observedGeneration: generation }
  return {
    ...next,
    metadata: { ...metadata, ...(renewed && { generation }) } as KubeObject['metadata'],
    ...('status' in before && { status: { ...status, ...told } }),
  }
}

export function erase(call: Call, world: World, object: KubeObject): object {
  const body = json(call.body)
  const option = (name: string) => text(body, name) || (call.query.get(name) ?? '')
  const policy = option('propagationPolicy') || 'Background'
  if (policy !== 'Background') throw notHere(`propagationPolicy ${policy}`)
  checkDelete(call, object, body)
  if (dry(call) || at(body, 'dryRun.0') === 'All') return gone(call, object)
  const grace = gracePeriod(object, option('gracePeriodSeconds'))
  if (grace === 0 && !held(object) && object.kind !== 'Namespace') {
    world.remove(call.kind, object)
    return gone(call, object)
  }
  const doomed = leaving(object)
    ? object
    : world.store.put(call.kind, marked(object, grace, call.now))
  world.retire(call.kind, doomed, grace)
  return get(call, doomed)
}

function checkDelete({ kind }: Call, { metadata }: KubeObject, options: Fields): void {
  for (const [field, what, may] of preconditions) {
    const [asked, found] = [text(options, `preconditions.${field}`), metadata[field]]
    if (asked === '' || asked === found) continue
    const words = `the ${what} in the precondition (${asked}) does not match the ${what} in record (${found})`
    throw conflict(kind, metadata.name, `${words}. The object might have been ${may}`, kind.kind)
  }
}

const preconditions = [
  ['uid', 'UID', 'deleted and then recreated'],
  ['resourceVersion', 'ResourceVersion', 'modified'],
] as const

const dry = ({ query }: Call) => query.get('dryRun') === 'All'

/** Seconds; what runs on no node, or no more, has none. */
function gracePeriod(object: KubeObject, asked: string): number {
  const over = /^(Succeeded|Failed)$/.test(text(object, 'status.phase'))
  if (object.kind !== 'Pod' || over || text(object, 'spec.nodeName') === '') return 0
  return Number(asked || text(object, 'spec.terminationGracePeriodSeconds'))
}

const marked = (object: KubeObject, grace: number, now: number): KubeObject => ({
  ...object,
  ...(object.kind === 'Namespace' && { status: { phase: 'Terminating' } }),
  metadata: {
    ...object.metadata,
    deletionTimestamp: stamp(now + grace * 1000),
    deletionGracePeriodSeconds: grace,
  },
})

const gone = ({ kind }: Call, { metadata: { name, uid } }: KubeObject) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: { name, ...(kind.group !== '' && { group: kind.group }), kind: kind.plural, uid },
})
