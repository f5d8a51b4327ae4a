/** Who calls and what they may do, by the rules of RBAC: a token that is a name of the table is that person, all else the captain. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Call, watches } from './call.ts'
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

/** By the table of roles: what of the kinds and their subresources its pattern fits. */
const role = (name: string): readonly Rule[] =>
  table('roles')
    .filter((row) => row['role'] === name)
    .flatMap((row) =>
      kinds.map((kind) => {
        const all = [kind.plural, ...kind.subs.map((sub) => `${kind.plural}/${sub.subresource}`)]
        const resources = all.filter((one) => RegExp(text(row, 'of')).test(grouped(one, kind)))
        return { verbs: text(row, 'verbs').split(','), apiGroups: [kind.group], resources }
      }),
    )
    .filter(({ resources }) => resources.length > 0)

const everybody = role('everybody')

const captain: Person = {
  username: 'captain@example.com',
  groups: ['system:masters', 'system:authenticated'],
  rules: () => [...everybody, { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
}

const crew = new Map(
  table('people').map((row): [string, Person] => {
    const username = text(row, 'name')
    const within = text(row, 'namespaces').split(',')
    const own = [...everybody, ...role(text(row, 'role'))]
    const rules = (namespace: string) => (within.includes(namespace || '-') ? own : everybody)
    return [username, { username, groups: ['system:authenticated'], rules }]
  }),
)

export const person = ({ authorization = '' }: IncomingHttpHeaders): Person =>
  crew.get(authorization.replace(/^Bearer /, '')) ?? captain

/** @param resource `pods`, `pods/log` */
export function may(who: Person, verb: string, group: string, resource: string, within: string) {
  return who
    .rules(within)
    .some((of) => has(of.verbs, verb) && has(of.apiGroups, group) && has(of.resources, resource))
}

const has = (all: readonly string[], one: string) => all.includes('*') || all.includes(one)

/** @throws Failure 403 in the API server's words. */
export function authorize(call: Call): void {
  const { kind, name, sub } = call
  const [who, verb] = [person(call.headers), verbOf(call)]
  const within = (kind.kind === 'Namespace' ? name : call.namespace) ?? ''
  const resource = kind.plural + (sub === null ? '' : `/${sub}`)
  if (may(who, verb, kind.group, resource, within)) return
  const what = grouped(kind.plural, kind) + (name === null ? '' : ` ${JSON.stringify(name)}`)
  const where = within === '' ? 'at the cluster scope' : `in the namespace "${within}"`
  const words = `${what} is forbidden: User "${who.username}" cannot ${verb} resource "${resource}" in API group "${kind.group}" ${where}`
  throw new Failure(403, 'Forbidden', words, about(kind, name ?? ''))
}

function verbOf(call: Call): string {
  const reads = call.name === null ? (watches(call) ? 'watch' : 'list') : 'get'
  return { GET: reads, POST: 'create', PUT: 'update' }[call.method] ?? call.method.toLowerCase()
}
