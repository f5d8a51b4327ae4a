/** Who am I, may I, and what may I: what a person may and the demo can do. */
import { type Call, json } from './call.ts'
import { at, text } from './field.ts'
import { badRequest } from './failure.ts'
import { apiVersion, kinds } from './kinds.ts'
import { may, type Person, person } from './people.ts'

export function review({ kind, body, headers }: Call): object {
  const spec = at(json(body), 'spec')
  const who = person(headers)
  const head = { kind: kind.kind, apiVersion: apiVersion(kind), metadata: {} }
  if (kind.kind === 'SelfSubjectRulesReview')
    return { ...head, spec: {}, status: rules(who, text(spec, 'namespace')) }
  const { username, groups } = who
  const status =
    kind.kind === 'SelfSubjectReview' ? { userInfo: { username, groups } } : allowed(who, spec)
  return { ...head, ...(spec !== undefined && { spec }), status }
}

function rules(who: Person, namespace: string): object {
  if (namespace === '') throw badRequest('no namespace on request')
  return { resourceRules: who.rules(namespace), nonResourceRules: [], incomplete: false }
}

function allowed(who: Person, spec: unknown): object {
  const of = (field: string) => text(spec, `resourceAttributes.${field}`)
  const [group, plural, sub, verb] = [of('group'), of('resource'), of('subresource'), of('verb')]
  const kind = kinds.find((one) => one.plural === plural && one.group === group)
  const does = sub === '' ? kind : kind?.subs.find(({ subresource }) => subresource === sub)
  if (does?.verbs.includes(verb) !== true)
    return { allowed: false, reason: 'the demo cluster does not do this' }
  const resource = sub === '' ? plural : `${plural}/${sub}`
  return { allowed: may(who, verb, group, resource, of('namespace')) }
}
