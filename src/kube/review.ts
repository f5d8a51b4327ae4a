/** What the API server says of the person: who they are and what they may do; and of itself: its version. */
import type { Asked } from '../errors.ts'
import type { Work } from './contract.ts'
import type { Identity } from './identity.ts'
import { parse } from './answer.ts'
import { call } from './call.ts'
import type { Link } from './call.ts'
import { checkName, checkNamespace, checkResource, checkSubresource } from './names.ts'
import type { Resource } from './resource.ts'

const json = 'application/json'

/** Another one with every token: it tells nobody from themselves (kube-apiserver, since 1.29). */
const credential = 'authentication.kubernetes.io/credential-id'

/** Who shares what others of the same identity follow: without what is new with each token. */
export async function identity(link: Link, work: Work): Promise<Identity> {
  const { extra, ...who } = await person(link, work)
  const { [credential]: _, ...lasting } = extra
  return { ...who, extra: lasting }
}

/** SelfSubjectReview (authentication.k8s.io/v1, served since 1.28). */
export async function person(link: Link, work: Work): Promise<Identity> {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
  const asked = creating('selfsubjectreviews.authentication.k8s.io')
  const wanted = { asked, path, body, accept: json, limit: 'review' } as const
  const review = await call(
    link,
    work,
    wanted,
    parse<{ status?: { userInfo?: Partial<Identity> } }>,
  )
  const { username = '', uid = '', groups = [], extra = {} } = review.status?.userInfo ?? {}
  return { username, uid, groups, extra }
}

/** SelfSubjectAccessReview. Names that can never exist are `NotFound`. */
export async function can(
  link: Link,
  work: Work,
  verb: string,
  resource: Resource,
  namespace: string | null,
  name?: string,
  subresource?: string,
): Promise<boolean> {
  const { group, plural } = checkResource(resource)
  const attributes = {
    verb,
    group,
    version: resource.version,
    resource: plural,
    ...(namespace === null ? {} : { namespace: checkNamespace(namespace) }),
    ...(name === undefined ? {} : { name: checkName(name) }),
    ...(subresource === undefined ? {} : { subresource: checkSubresource(subresource) }),
  }
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const kind = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' }
  const body = { ...kind, spec: { resourceAttributes: attributes } }
  const asked = creating('selfsubjectaccessreviews.authorization.k8s.io')
  const wanted = { asked, path, body, accept: json, limit: 'review' } as const
  const review = await call(link, work, wanted, parse<{ status?: { allowed?: boolean } }>)
  return review.status?.allowed === true
}

/** `v1.37.2`. */
export async function version(link: Link, work: Work): Promise<string> {
  const asked: Asked = { verb: 'get', resource: '', namespace: null, name: null }
  const wanted = { asked, path: '/version', accept: json, limit: 'get' } as const
  return (await call(link, work, wanted, parse<{ gitVersion?: string }>)).gitVersion ?? ''
}

function creating(resource: string): Asked {
  return { verb: 'create', resource, namespace: null, name: null }
}
