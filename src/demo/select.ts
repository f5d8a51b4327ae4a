/** Label and field selectors, in the API server's grammar and with its refusals. */
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { badRequest } from './failure.ts'
import { text } from './field.ts'
import type { Kind } from './kinds.ts'

export type Test = (object: KubeObject) => boolean

/** What namespace and selectors of a request let through. */
export function selection({ kind, namespace, query }: Call): Test {
  const tests = [
    ...terms(query.get('labelSelector')).map(label),
    ...terms(query.get('fieldSelector')).map((term) => field(kind, term)),
    ({ metadata }: KubeObject) => namespace === null || metadata.namespace === namespace,
  ]
  return (object) => tests.every((test) => test(object))
}

/** Commas inside parentheses do not separate. */
const terms = (selector: string | null) => (selector ?? '').match(/(?:\([^)]*\)|[^,(])+/g) ?? []

const requirement =
  /^\s*(?<not>!?)\s*(?<key>\w[\w./-]*)(?:\s*(?<sign>==?|!=)\s*(?<word>[\w.-]*)|\s+(?<set>in|notin)\s*\((?<words>[^)]*)\))?\s*$/

function label(term: string): Test {
  const { key, not, sign, word = '', set, words } = requirement.exec(term)?.groups ?? {}
  if (key === undefined) throw badRequest(`unable to parse requirement: ${term.trim()}`)
  const value = (object: KubeObject) => object.metadata.labels?.[key]
  if (sign === undefined && set === undefined)
    return (object) => (value(object) === undefined) === (not === '!')
  const wanted = words?.split(',').map((one) => one.trim()) ?? [word]
  const inside = sign !== '!=' && set !== 'notin'
  return (object) => wanted.some((one) => one === value(object)) === inside
}

function field(kind: Kind, term: string): Test {
  const [, name = '', sign, wanted] = /^([^=!]+)(==|!=|=)(.*)$/.exec(term) ?? []
  if (sign === undefined)
    throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`)
  if (!['metadata.name', 'metadata.namespace', ...kind.fields].includes(name))
    throw badRequest(`field label not supported: ${name}`)
  return (object) => (text(object, name) === wanted) === (sign !== '!=')
}
