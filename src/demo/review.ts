/** Who am I and may I: the demo knows one person, who may do all that it can do. */
import { type Call, json } from './call.ts'
import { at, text } from './field.ts'
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
  const [group, plural, sub = '', verb = ''] = ['group', 'resource', 'subresource', 'verb'].map(
    (field) => text(spec, `resourceAttributes.${field}`),
  )
  const kind = kinds.find((one) => one.plural === plural && one.group === group)
  const does = sub === '' ? kind?.verbs.includes(verb) : kind?.kind === 'Pod' && sub === 'log'
  return { allowed: does ?? false, reason: does ? '' : 'the demo cluster does not do this' }
}
