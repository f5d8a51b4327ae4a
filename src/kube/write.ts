/** Changes: one object, one call, sent once. */
import { load } from 'js-yaml'
import type { Write, Written } from './change.ts'
import type { Work } from './contract.ts'
import { textOf } from './answer.ts'
import { call, type Call, type Link } from './call.ts'
import { auditId, told, type Traces } from './deed.ts'
import { as, fromJson } from './json.ts'
import type { Received } from './net.ts'
import type { KubeObject } from './object.ts'
import { pathOf } from './path.ts'
import { hideSecrets } from './secrets.ts'
import { warnings } from './warning.ts'

/** By which the API server knows whose a field is. */
const manager = 'portlight'

/** @throws Uncertain where nobody knows whether it was done. */
export async function write(link: Link, work: Work, change: Write): Promise<Written> {
  const { verb, ref } = change
  // What was sent cannot be called back: a page that is left does not end it.
  const own = work.tally === undefined ? {} : { tally: work.tally }
  const run = () => call(link, own, callOf(change), (answer) => writtenOf(answer, change))
  if (change.dryRun === true) return await run()
  const subresource = 'subresource' in change ? change.subresource : undefined
  const uid = change.verb === 'delete' ? change.uid : ''
  return await told(work, { verb, ref, subresource, uid }, run)
}

function callOf(change: Write): Call {
  const { ref, verb } = change
  const { resource, namespace, name } = ref
  const subresource = 'subresource' in change ? change.subresource : undefined
  const query = {
    ...(change.dryRun === true && { dryRun: 'All' }),
    ...(verb !== 'delete' && { fieldManager: manager, fieldValidation: 'Strict' }),
    ...(verb === 'patch' && change.force === true && { force: 'true' }),
  }
  const target = { resource, namespace, ...(subresource !== undefined && { subresource }) }
  const named = verb !== 'create' || subresource !== undefined
  const id = subresource === undefined ? resource.id : `${resource.id}/${subresource}`
  return {
    asked: { verb, resource: id, namespace, name },
    path: pathOf(named ? { ...target, name } : target, query),
    // A Status, also that of a failure, comes in the form that is asked for.
    accept: 'application/yaml, application/json',
    limit: 'write',
    write: { ...sentOf(change), dry: change.dryRun === true },
  }
}

const patches = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

function sentOf(change: Write): NonNullable<Call['write']> {
  const type = 'application/json'
  if (change.verb === 'update')
    return { method: 'PUT', type: 'application/yaml', text: change.yaml }
  if (change.verb === 'patch')
    return { method: 'PATCH', type: patches[change.type], text: change.text }
  if (change.verb === 'delete')
    return { method: 'DELETE', type, text: JSON.stringify(deletion(change)) }
  const hasty = change.subresource === 'eviction'
  return { method: 'POST', type, text: JSON.stringify(change.body), hasty }
}

/** A delete with a body reads nothing from its query. */
function deletion({ uid, propagation, grace, dryRun }: Extract<Write, { verb: 'delete' }>) {
  return {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    preconditions: { uid },
    propagationPolicy: propagation,
    ...(grace !== undefined && { gracePeriodSeconds: grace }),
    ...(dryRun === true && { dryRun: ['All'] }),
  }
}

/** Levels that an answer may have: what was done shall not be in doubt for how deeply the object is nested. */
const maxDepth = 1500

function writtenOf(answer: Received, { ref }: Write): Written & Traces {
  const { headers, body } = answer
  const isYaml = (headers['content-type'] ?? '').startsWith('application/yaml')
  const text = isYaml ? body.toString('utf8') : textOf(answer)
  const said = as<KubeObject>(isYaml ? load(text, { maxDepth }) : fromJson(text))
  const object = said.kind === 'Status' ? null : said
  return {
    object: object && hideSecrets(object, ref.resource.id),
    yaml: isYaml && object !== null ? text : '',
    warnings: warnings(headers['warning']),
    uid: object?.metadata.uid ?? '',
    auditId: auditId(answer),
  }
}
