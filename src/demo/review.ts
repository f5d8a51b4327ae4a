/** Who am I and may I: the demo knows one person, who may do all that it can do. */
import type { Call } from './call.ts'
import { at, text } from './field.ts'
import { json } from './json.ts'
import { apiVersion, kinds } from './kinds.ts'

export function review({ kind, body }: Call): object {
  const spec = at(json(body), 'spec')
  const status = kind.kind === 'SelfSubjectReview' ? { userInfo } : allowed(spec)
  const head = { kind: kind.kind, apiVersion: apiVersion(kind), metadata: {} }
  return { ...head, ...(spec !== undefined && { spec }), status }
}

const userInfo = {
  username: 'captain@example.com',
  groups: ['system:masters', 'system:authenticated'],
}

function allowed(spec: unknown): object {
  const [group, plural, sub, verb] = ['group', 'resource', 'subresource', 'verb'].map((field) =>
    text(spec, `resourceAttributes.${field}`),
  )
  const meant = kinds.filter(
    (one) => plural === '*' || (one.plural === plural && one.group === group),
  )
  const does = (verbs: readonly string[]) => verb === '*' || verbs.includes(verb ?? '')
  return meant.some(({ verbs }) => (sub === '' ? does(verbs) : sub === 'log'))
    ? { allowed: true, reason: 'RBAC: allowed by ClusterRoleBinding "cluster-admins" of the demo' }
    : { allowed: false, reason: 'the demo cluster does not do this' }
}
