/** `as`, `as-uid`, `as-groups`, `as-user-extra` of a kubeconfig's user as request headers. */
import type { UserFields } from './fields.ts'
import { misconfigured, type Place } from './trouble.ts'

/**
 * The headers of https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/.
 * @throws Unreachable at step `configuration`.
 */
export function impersonation(fields: UserFields, place: Place): Record<string, string | string[]> {
  const { as, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra } = fields
  const more = uid !== undefined || groups.length > 0 || Object.keys(extra).length > 0
  if (as === undefined && !more) return {}
  if (as === undefined) {
    const message = 'as-uid, as-groups and as-user-extra need a user to act as.'
    throw misconfigured(place, message, 'Add “as” to the user in the kubeconfig.')
  }
  const headers: Record<string, string | string[]> = { 'impersonate-user': value(as, place) }
  if (uid !== undefined) headers['impersonate-uid'] = value(uid, place)
  if (groups.length > 0) headers['impersonate-group'] = groups.map((group) => value(group, place))
  for (const [key, values] of Object.entries(extra)) {
    headers[`impersonate-extra-${token(key)}`] = values.map((each) => value(each, place))
  }
  return headers
}

/** A header's value goes over the wire as bytes: UTF-8, as client-go sends it. */
function value(text: string, place: Place): string {
  if (!/\p{Cc}/u.test(text)) return Buffer.from(text, 'utf8').toString('latin1')
  const message = 'a name to act as holds a control character.'
  throw misconfigured(place, message, 'Correct “as…” of the user in the kubeconfig.')
}

/** A header's name: what no token may hold is percent-encoded; the API server decodes it. */
function token(key: string): string {
  return [...Buffer.from(key.toLowerCase(), 'utf8')].map(escaped).join('')
}

function escaped(byte: number): string {
  const letter = String.fromCodePoint(byte)
  const legal = /[a-z0-9!#$&'*+\-.^_`|~]/u.test(letter)
  return legal ? letter : `%${byte.toString(16).padStart(2, '0')}`
}
