/** Whether a list may still be read and watched. */
import { AppError, KubeError, NotSignedIn } from '../errors.ts'
import type { FollowQuery, Kube, Resource } from '../kube.ts'

/** Why not, null while it may. An API server that cannot be asked has refused nothing. */
export async function refusal(
  kube: Kube,
  resource: Resource,
  { namespace, fields = '' }: FollowQuery,
): Promise<AppError | null> {
  // A selector of one name is a right of that name (kube-apiserver, RequestInfo).
  const [, escaped] = /^metadata\.name=((?:\\.|[^\\,])+)$/.exec(fields) ?? []
  const name = escaped?.replaceAll(/\\(.)/g, '$1')
  try {
    const asked = ['list', 'watch'].map((verb) => kube.can(verb, resource, namespace, name))
    return (await Promise.all(asked)).every((may) => may) ? null : withdrawn(resource)
  } catch (error) {
    return error instanceof NotSignedIn ? error : null
  }
}

/** What ends a stream whose right was withdrawn. */
export function withdrawn({ id }: Pick<Resource, 'id'>): KubeError {
  const asked = { verb: 'watch', resource: id, namespace: null, name: null }
  const message = `${id}: no longer allowed`
  return new KubeError(asked, { status: 403, reason: 'Forbidden', message })
}
