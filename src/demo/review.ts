/** Who am I and may I: the demo knows one person, who may do all that it can do. */
import { reviews } from './discovery.ts'
import { notAllowed } from './failure.ts'
import { at, text } from './field.ts'
import { kinds, verbs } from './kinds.ts'
import { json } from './json.ts'

/** null: the path is no review. */
export function review(path: readonly string[], method: string, body: string): object | null {
  const [root, group, version, plural, ...more] = path
  const kind = reviews.find((one) => one.group === group && one.plural === plural)
  if (root !== 'apis' || version !== 'v1' || more.length > 0 || kind === undefined) return null
  if (method !== 'POST') throw notAllowed()
  const spec = at(json(body), 'spec') ?? {}
  const head = { kind: kind.kind, apiVersion: `${kind.group}/v1` }
  const metadata = { creationTimestamp: null }
  return kind.kind === 'SelfSubjectReview'
    ? { ...head, metadata, status: { userInfo } }
    : { ...head, metadata, spec, status: allowed(spec) }
}

const userInfo = {
  username: 'captain@example.com',
  groups: ['system:masters', 'system:authenticated'],
}

function allowed(spec: object): object {
  const asked = at(spec, 'resourceAttributes') ?? {}
  const [group, plural, verb] = ['group', 'resource', 'verb'].map((field) => text(asked, field))
  const wanted = verb === '*' ? verbs : [verb]
  const sub = text(asked, 'subresource')
  const known = plural === '*' || kinds.some((one) => one.plural === plural && one.group === group)
  const does = sub === '' ? wanted.every((one) => verbs.some((own) => own === one)) : sub === 'log'
  return known && does
    ? { allowed: true, reason: 'RBAC: allowed by ClusterRoleBinding "cluster-admins" of the demo' }
    : { allowed: false, reason: 'the demo cluster does not do this' }
}
