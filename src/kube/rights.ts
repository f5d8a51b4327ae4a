/** What a person may list in one namespace, or over all of them: the API server's rules, read once and asked often. */
import type { Rights, Work } from './contract.ts'
import { parse } from './answer.ts'
import { call } from './call.ts'
import type { Link } from './call.ts'
import { checkNamespace } from './names.ts'

/** A ResourceRule of authorization.k8s.io/v1; `*` stands for all. */
interface Rule {
  readonly verbs?: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
}

export interface Rules {
  /** An authorizer cannot name its rules (a webhook, for one): what is not named may still be allowed. */
  readonly incomplete?: boolean
  readonly resourceRules?: readonly Rule[] | null
}

/**
 * No namespace can be called so: there only what holds in the whole cluster is a right. (The review
 * takes any name but an empty one; RBAC looks for bindings of that namespace beside the cluster's.)
 */
const nowhere = '-'

/** SelfSubjectRulesReview. @param namespace null: over all namespaces, and what has none. */
export async function rights(link: Link, work: Work, namespace: string | null): Promise<Rights> {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews'
  const kind = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview' }
  const where = namespace === null ? nowhere : checkNamespace(namespace)
  const body = { ...kind, spec: { namespace: where } }
  const resource = 'selfsubjectrulesreviews.authorization.k8s.io'
  const asked = { verb: 'create', resource, namespace: null, name: null }
  const wanted = { asked, path, body, accept: 'application/json', limit: 'review' } as const
  const { status } = await call(link, work, wanted, parse<{ status?: Rules }>)
  return rightsOf(status ?? { incomplete: true })
}

/** As RBAC reads them: a rule of single names is none of lists. */
export function rightsOf({ incomplete = false, resourceRules }: Rules): Rights {
  const rules = resourceRules ?? []
  const unsaid = incomplete ? null : false
  const lists = rules.filter(
    (rule) => (rule.resourceNames ?? []).length === 0 && holds(rule.verbs, 'list'),
  )
  const named = new Set(
    lists.flatMap(({ apiGroups = [], resources = [] }) =>
      apiGroups.flatMap((group) => resources.map((plural) => `${group}/${plural}`)),
    ),
  )
  return {
    mayList({ group, plural }) {
      const forms = [`${group}/${plural}`, `${group}/*`, `*/${plural}`, '*/*']
      return forms.some((form) => named.has(form)) ? true : unsaid
    },
    may(verb, { group, plural }, name, subresource) {
      const whole = subresource === undefined ? plural : `${plural}/${subresource}`
      const every = subresource === undefined ? '' : `*/${subresource}`
      const allowed = rules.some(
        ({ verbs, apiGroups, resources = [], resourceNames = [] }) =>
          holds(verbs, verb) &&
          holds(apiGroups, group) &&
          (holds(resources, whole) || (every !== '' && resources.includes(every))) &&
          (name === '' || resourceNames.length === 0 || resourceNames.includes(name)),
      )
      return allowed || unsaid
    },
  }
}

const holds = (all: readonly string[] = [], one: string) => all.includes(one) || all.includes('*')

/** What is a right in one of them at least. */
export function anyOf(all: readonly Rights[]): Rights {
  return {
    mayList: (resource) => either(all.map((each) => each.mayList(resource))),
    may: (...of) => either(all.map((each) => each.may(...of))),
  }
}

export const either = (said: readonly (boolean | null)[]): boolean | null =>
  said.includes(true) ? true : said.includes(null) ? null : false
