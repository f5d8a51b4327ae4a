/** Label and field selectors, in the API server's grammar and with its refusals. */
import type { KubeObject } from '../kube.ts'
import { badRequest } from './failure.ts'
import { count, text } from './field.ts'
import { type Kind, custom } from './kinds.ts'

export type Test = (object: KubeObject) => boolean

/** What both selectors of a request let through; null when there are none. */
export function selection(kind: Kind, query: URLSearchParams): Test | null {
  const tests = [
    ...terms(query.get('labelSelector')).map(label),
    ...terms(query.get('fieldSelector')).map((term) => field(kind, term)),
  ]
  return tests.length === 0 ? null : (object) => tests.every((test) => test(object))
}

/** Commas inside parentheses do not separate. */
const terms = (selector: string | null) => (selector ?? '').match(/(?:\([^)]*\)|[^,(])+/g) ?? []

const key = '[A-Za-z0-9][-A-Za-z0-9_./]*'
const exists = new RegExp(`^\\s*(!?)\\s*(${key})\\s*$`)
const compared = new RegExp(`^\\s*(${key})\\s*(==|=|!=|>|<)\\s*([-A-Za-z0-9_.]*)\\s*$`)
const among = new RegExp(`^\\s*(${key})\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*$`)

function label(term: string): Test {
  const is = exists.exec(term)
  if (is) return (object) => (value(object, is[2]) === undefined) === (is[1] === '!')
  const of = among.exec(term)
  if (of) return oneOf(of[1], of[3]?.split(',').map((word) => word.trim()) ?? [], of[2] === 'in')
  const [, name, sign, wanted = ''] = compared.exec(term) ?? []
  if (name === undefined) throw badRequest(`unable to parse requirement: ${misread(term)}`)
  if (sign === '>') return (object) => Number(value(object, name)) > Number(wanted)
  if (sign === '<') return (object) => Number(value(object, name)) < Number(wanted)
  return oneOf(name, [wanted], sign !== '!=')
}

const misread = (term: string) =>
  `found '${term.trim().split(/\s+/)[1] ?? ''}', expected: in, notin, =, ==, !=, gt, lt`

/** An object without the label is "not in" everything. */
function oneOf(name: string | undefined, wanted: readonly string[], inside: boolean): Test {
  return (object) => {
    const found = value(object, name)
    return (found !== undefined && wanted.includes(found)) === inside
  }
}

const value = (object: KubeObject, name = '') => object.metadata.labels?.[name]

function field(kind: Kind, term: string): Test {
  const [, name = '', sign, wanted = ''] = /^([^=!]+)(==|!=|=)(.*)$/.exec(term) ?? []
  if (sign === undefined)
    throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`)
  if (!known(kind, name)) throw badRequest(unsupported(kind, name))
  return (object) => (read(object, name) === wanted) === (sign !== '!=')
}

const known = (kind: Kind, name: string) =>
  name === 'metadata.name' ||
  (name === 'metadata.namespace' && (kind.namespaced || kind.fields.length === 0)) ||
  kind.fields.includes(name)

function unsupported(kind: Kind, name: string): string {
  if (kind.kind === 'Job') return `field label ${JSON.stringify(name)} not supported for Job`
  if (kind.fields.length > 0 || kind.group === custom) return `field label not supported: ${name}`
  return `${JSON.stringify(name)} is not a known field selector: only "metadata.name", "metadata.namespace"`
}

/** Where the selector's name is not the field's path. */
function read(object: KubeObject, name: string): string {
  switch (name) {
    case 'spec.unschedulable':
    case 'spec.hostNetwork':
      return text(object, name) || 'false'
    case 'source':
      return text(object, 'source.component') || text(object, 'reportingComponent')
    case 'status.successful':
      return String(count(object, 'status.succeeded'))
    default:
      return text(object, name)
  }
}
