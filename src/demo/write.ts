/** Changes by a client, create, update, patch and delete, with the checks and words of the API server. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual as same } from 'node:util'
import { patched } from '../edit.ts'
import type { KubeObject } from '../kube.ts'
import { type Call, dry, json } from './call.ts'
import { shape, stamp } from './data.ts'
import { Failure, about, badRequest, conflict, exists, invalid, notFound } from './failure.ts'
import { notHere, success } from './failure.ts'
import { type Fields, at, fields, text } from './field.ts'
import { apiVersion, kindOf } from './kinds.ts'
import { get } from './read.ts'
import { place } from './store.ts'
import { type World, held, leaving } from './world.ts'
import { suffix } from './world/make.ts'

export function create(call: Call, world: World): object {
  const { kind, namespace } = call
  if (kind.namespaced && namespace === null) throw notHere('POST in all namespaces')
  const object = bounded(call, created(call))
  const { name } = object.metadata
  if (namespace !== null && world.store.get(kindOf('Namespace'), '', namespace) === undefined)
    throw notFound(kindOf('Namespace'), namespace)
  if (world.store.get(kind, namespace ?? '', name) !== undefined) throw exists(kind, name)
  return get(call, dry(call) ? object : world.store.put(object))
}

/** As sent, with its defaults; a status is for controllers to say. */
function created(call: Call): KubeObject {
  const { kind, namespace, now } = call
  const { status: _, ...own } = encoded(sent(call))
  const made = text(own, 'metadata.generateName')
  const { generateName: _made, ...metadata } = fields(own, 'metadata')
  const name = text(metadata, 'name') || (made && `${made}${suffix(randomUUID(), 5)}`)
  const why = 'Required value: name or generateName is required'
  if (name === '') throw invalid(kind, '', 'metadata.name', why)
  const next = patched(shape(`defaults.${kind.kind}`), own) as Fields
  const given = { ...(made && { generateName: made }), ...(namespace && { namespace }), name }
  const first = { uid: randomUUID(), creationTimestamp: stamp(now) }
  const whole = { ...metadata, ...given, ...('spec' in next && { generation: 1 }), ...first }
  return { ...next, kind: kind.kind, apiVersion: apiVersion(kind), metadata: whole }
}

/** A uid is a condition here, where it is a field like others in a patch. */
export function update(call: Call, world: World, object: KubeObject): object {
  const wanted = sent(call)
  const [asked, { uid, name }] = [text(wanted, 'metadata.uid'), object.metadata]
  if (asked === '' || asked === uid) return store(call, world, object, wanted)
  const key = `/registry/${call.kind.plural}/${place(object)}`
  const words = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMessage: Precondition failed: UID in precondition: ${asked}, UID in object meta: ${uid}`
  throw conflict(call.kind, name, words)
}

export function patch(call: Call, world: World, object: KubeObject): object {
  const type = call.headers['content-type'] ?? ''
  if (!/^application\/((strategic-)?merge-patch\+json|apply-patch\+yaml)/.test(type))
    throw new Failure(415, 'UnsupportedMediaType', 'only merge patches and apply are served')
  const change = json(call.body, type)
  return store(call, world, object, patched(object, change, type.includes('strategic')) as Fields)
}

/** An object of the kind that is asked for, which stands where it is sent to. */
function sent({ kind, namespace, name, body, headers }: Call): Fields {
  const object = json(body, headers['content-type'])
  const of = (path: string, otherwise: string | null) => text(object, path) || otherwise
  const [what, version] = [of('kind', kind.kind), of('apiVersion', apiVersion(kind))]
  if (what !== kind.kind || version !== apiVersion(kind))
    throw badRequest(`no kind "${what}" is registered for version "${version}" here`)
  const own = text(object, 'metadata.name')
  if (name !== null && own !== name)
    throw badRequest(`the name of the object (${own}) does not match the name on the URL (${name})`)
  if (of('metadata.namespace', namespace) === namespace) return object
  const words = 'the namespace of the provided object does not match the namespace sent on the'
  throw badRequest(`${words} request`)
}

function store(call: Call, world: World, object: KubeObject, wanted: Fields): object {
  checkSeen(call, object, wanted)
  const next = bounded(call, kept(object, wanted))
  if (dry(call) || same(next, object)) return get(call, next)
  if (!leaving(next) || held(next)) return get(call, world.store.put(next))
  world.remove(next)
  return get(call, next)
}

function bounded({ kind }: Call, object: KubeObject): KubeObject {
  const many = at(object, 'spec.replicas') ?? at(object, 'spec.parallelism') ?? 0
  if (Number(many) >= 0 && Number(many) <= 200) return object
  const why = `Invalid value: ${JSON.stringify(many)}: must be greater than or equal to 0, at most 200`
  throw invalid(kind, object.metadata.name, 'spec.replicas', why)
}

function checkSeen({ kind }: Call, { metadata }: KubeObject, wanted: Fields): void {
  const uid = text(wanted, 'metadata.uid') || metadata.uid
  const version = text(wanted, 'metadata.resourceVersion') || metadata.resourceVersion
  const words = `Invalid value: ${JSON.stringify(uid)}: field is immutable`
  if (uid !== metadata.uid) throw invalid(kind, metadata.name, 'metadata.uid', words)
  const modified =
    'the object has been modified; please apply your changes to the latest version and try again'
  if (version !== metadata.resourceVersion) throw conflict(kind, metadata.name, modified)
}

/** What a Secret is given in plain words is kept as data. */
function encoded({ stringData, ...rest }: Fields): Fields {
  const words = Object.entries(fields({ stringData }, 'stringData'))
  const data = words.map(([key, one]) => [key, Buffer.from(String(one)).toString('base64')])
  return words.length === 0 ? rest : (patched(rest, { data: Object.fromEntries(data) }) as Fields)
}

const fixed =
  /^(name|namespace|uid|resourceVersion|generation|managedFields|(creation|deletion)Timestamp|deletionGrace.*)$/

/** What a client cannot change stays; a new spec is a new generation. */
function kept(before: KubeObject, after: Fields): KubeObject {
  const { status: _, ...own } = encoded(after)
  const stays = Object.entries(before.metadata).filter(([key]) => fixed.test(key))
  const free = Object.entries(fields(after, 'metadata')).filter(([key]) => !fixed.test(key))
  const renewed = !same(at(before, 'spec'), at(after, 'spec'))
  const generation = (before.metadata.generation ?? 0) + 1
  const metadata = { ...Object.fromEntries([...stays, ...free]), ...(renewed && { generation }) }
  const said = 'status' in before && { status: before['status'] }
  const type = { kind: before.kind, apiVersion: before.apiVersion }
  return { ...own, ...type, metadata, ...said } as unknown as KubeObject
}

export function erase(call: Call, world: World, object: KubeObject): object {
  const body = json(call.body)
  const option = (name: string) => text(body, name) || (call.query.get(name) ?? '')
  const policy = option('propagationPolicy') || 'Background'
  if (policy === 'Orphan') throw notHere(`propagationPolicy ${policy}`)
  checkDelete(call, object, body)
  const { name, uid } = object.metadata
  const gone = { ...success, details: { ...about(call.kind, name), uid } }
  if (dry(call) || at(body, 'dryRun.0') === 'All') return gone
  const grace = gracePeriod(object, option('gracePeriodSeconds'))
  if (grace === 0 && !held(object) && object.kind !== 'Namespace') {
    world.remove(object)
    return gone
  }
  return get(call, world.retire(object, grace))
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

/** Seconds; what runs on no node, or no more, has none. */
function gracePeriod(object: KubeObject, asked: string): number {
  const over = /^(Succeeded|Failed)$/.test(text(object, 'status.phase'))
  if (object.kind !== 'Pod' || over || text(object, 'spec.nodeName') === '') return 0
  return Number(asked || text(object, 'spec.terminationGracePeriodSeconds'))
}
