/** Who calls and what they may do, by the rules of RBAC: a token that is a name of the table is that person, all else the captain. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Call } from './call.ts'
import { table } from './data.ts'
import { Failure, about, grouped } from './failure.ts'
import { text } from './field.ts'
import { kinds } from './kinds.ts'

/** A ResourceRule of authorization.k8s.io/v1. */
export interface Rule {
  readonly verbs: readonly string[]
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
}

export interface Person {
  readonly username: string
  readonly groups: readonly string[]
  /** What holds in a namespace; '' is the whole cluster. */
  rules(namespace: string): readonly Rule[]
}

const everybody: readonly Rule[] = kinds
  .filter(({ group }) => group.startsWith('auth'))
  .map(({ group, plural, verbs }) => ({ verbs, apiGroups: [group], resources: [plural] }))

const edits = ['create', 'update', 'patch', 'delete']

/** `view` and `edit` as a real cluster has them: no custom resources, and no Secrets to view. `reads` watches nothing. */
function role(name: string): readonly Rule[] {
  if (name === 'reads')
    return [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods', 'configmaps'] }]
  const verbs = ['get', 'list', 'watch', ...(name === 'edit' ? edits : [])]
  const usual = kinds.filter(({ plural, namespaced, group }) => {
    const own = namespaced && !group.includes('example.com')
    return own && (name === 'edit' || plural !== 'secrets')
  })
  return usual
    .map(({ group, plural, subs }) => {
      const resources = [plural, ...subs.map((sub) => `${plural}/${sub.subresource}`)]
      return { verbs, apiGroups: [group], resources }
    })
    .concat({ verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['namespaces'] })
}

const captain: Person = {
  username: 'captain@example.com',
  groups: ['system:masters', 'system:authenticated'],
  rules: () => [...everybody, { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
}

const crew = new Map(
  table('people').map((row): [string, Person] => {
    const username = text(row, 'name')
    const within = text(row, 'namespaces').split(',')
    const own = text(row, 'role') === '' ? [] : role(text(row, 'role'))
    const rules = (namespace: string) =>
      namespace !== '' && within.includes(namespace) ? [...everybody, ...own] : everybody
    return [username, { username, groups: ['system:authenticated'], rules }]
  }),
)

export const person = ({ authorization = '' }: IncomingHttpHeaders): Person =>
  crew.get(authorization.replace(/^Bearer /, '')) ?? captain

/** @param resource `pods`, `pods/log` */
export function may(who: Person, verb: string, group: string, resource: string, within: string) {
  return who
    .rules(within)
    .some(
      ({ verbs, apiGroups, resources }) =>
        named(verbs, verb) && named(apiGroups, group) && named(resources, resource),
    )
}

const named = (all: readonly string[], one: string) => all.includes('*') || all.includes(one)

/** @throws Failure 403 in the API server's words. */
export function authorize(call: Call): void {
  const who = person(call.headers)
  const { kind, name } = call
  const verb = verbOf(call)
  const within = (kind.kind === 'Namespace' ? name : call.namespace) ?? ''
  const resource = kind.plural + (call.sub === null ? '' : `/${call.sub}`)
  if (may(who, verb, kind.group, resource, within)) return
  const what = grouped(kind.plural, kind) + (name === null ? '' : ` ${JSON.stringify(name)}`)
  const where = within === '' ? 'at the cluster scope' : `in the namespace "${within}"`
  const words = `${what} is forbidden: User "${who.username}" cannot ${verb} resource "${resource}" in API group "${kind.group}" ${where}`
  throw new Failure(403, 'Forbidden', words, about(kind, name ?? ''))
}

function verbOf({ method, name, query }: Call): string {
  if (method !== 'GET') return { POST: 'create', PUT: 'update' }[method] ?? method.toLowerCase()
  if (name !== null) return 'get'
  return /^(true|1)$/.test(query.get('watch') ?? '') ? 'watch' : 'list'
}
