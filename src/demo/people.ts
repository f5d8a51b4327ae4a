/** Who calls and what they may do, by the rules of RBAC: a token that is a name of the table is that person, all else the captain. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Call, json, watches } from './call.ts'
import { table } from './data.ts'
import { Failure, about, badRequest, grouped } from './failure.ts'
import { at, text } from './field.ts'
import { apiVersion, kinds } from './kinds.ts'

/** ResourceRules of authorization.k8s.io/v1, by the table: what of the kinds and their subresources its pattern fits. */
const role = (name: string) =>
  table('roles')
    .filter((row) => row['role'] === name)
    .flatMap((row) =>
      kinds.map((kind) => {
        const each = [kind.plural, ...kind.subs.map((sub) => `${kind.plural}/${sub.subresource}`)]
        const resources = each.filter((one) => RegExp(text(row, 'of')).test(grouped(one, kind)))
        return { verbs: text(row, 'verbs').split(','), apiGroups: [kind.group], resources }
      }),
    )
    .filter(({ resources }) => resources.length > 0)

const everybody = role('everybody')

/** What holds in a namespace; '' is the whole cluster. */
type Rules = (namespace: string) => ReturnType<typeof role>

const everything: Rules = () => [...everybody, { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]

const captain = {
  username: 'captain@example.com',
  groups: ['system:masters', 'system:authenticated'],
  rules: everything,
}

type Person = typeof captain

const crew = new Map(
  table('people').map((row): [string, Person] => {
    const username = text(row, 'name')
    const within = text(row, 'namespaces').split(',')
    const own = [...everybody, ...role(text(row, 'role'))]
    const rules = (namespace: string) => (within.includes(namespace || '-') ? own : everybody)
    return [username, { username, groups: ['system:authenticated'], rules }]
  }),
)

const person = ({ authorization = '' }: IncomingHttpHeaders): Person =>
  crew.get(authorization.replace(/^Bearer /, '')) ?? captain

/** @param resource `pods`, `pods/log` */
const may = (who: Person, verb: string, group: string, resource: string, within: string) =>
  who
    .rules(within)
    .some((of) => has(of.verbs, verb) && has(of.apiGroups, group) && has(of.resources, resource))

const has = (these: readonly string[], one: string) => these.includes('*') || these.includes(one)

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
  const many = watches(call) ? 'watch' : 'list'
  const reads = call.sub === 'exec' ? 'create' : call.name === null ? many : 'get'
  return { GET: reads, POST: 'create', PUT: 'update' }[call.method] ?? call.method.toLowerCase()
}

/** Who am I, may I, and what may I: what a person may and the demo can do. */
export function review({ kind, body, headers }: Call): object {
  const spec = at(json(body), 'spec')
  const who = person(headers)
  const head = { kind: kind.kind, apiVersion: apiVersion(kind), metadata: {} }
  if (kind.kind === 'SelfSubjectRulesReview') {
    const namespace = text(spec, 'namespace')
    if (namespace === '') throw badRequest('no namespace on request')
    const status = { resourceRules: who.rules(namespace), nonResourceRules: [], incomplete: false }
    return { ...head, spec: {}, status }
  }
  const { username, groups } = who
  const status =
    kind.kind === 'SelfSubjectReview' ? { userInfo: { username, groups } } : allowed(who, spec)
  return { ...head, ...(spec !== undefined && { spec }), status }
}

function allowed(who: Person, spec: unknown): object {
  const of = (field: string) => text(spec, `resourceAttributes.${field}`)
  const [group, plural, sub, verb] = [of('group'), of('resource'), of('subresource'), of('verb')]
  const kind = kinds.find((one) => one.plural === plural && one.group === group)
  const does = sub === '' ? kind : kind?.subs.find(({ subresource }) => subresource === sub)
  const resource = sub === '' ? plural : `${plural}/${sub}`
  const isTheirs = may(who, verb, group, resource, of('namespace'))
  return { allowed: isTheirs && does?.verbs.includes(verb) === true }
}
