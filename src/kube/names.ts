/** Which names may stand in a path of the API server. What can never exist is refused before any call. */
import { InvalidInput, NotFound } from '../errors.ts'
import type { Resource } from './resource.ts'

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const versionWord = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/

/** A namespace as DNS-1123 label, else `NotFound`. */
export function checkNamespace(namespace: string): string {
  if (label.test(namespace)) return namespace
  const reason = 'a namespace is 1 to 63 lower-case letters, digits and dashes'
  throw impossible('namespace', namespace, reason)
}

/**
 * An object's name by the API server's path-segment rule (RBAC names hold `:` and capitals), stricter
 * by the characters that proxies on the way are known to decode or cut at. Else `NotFound`.
 */
export function checkName(name: string): string {
  const reason = wrongName(name)
  if (reason === null) return name
  throw impossible('object', name, reason)
}

/** Group, version and plural as discovery gives them, else `NotFound`. */
export function checkResource(resource: Resource): Resource {
  const { group, version, plural } = resource
  const grouped = group === '' || (group.length <= 253 && subdomain.test(group))
  if (grouped && versionWord.test(version) && label.test(plural)) return resource
  throw impossible('resource', resource.id, 'its group, version or plural is not a DNS name')
}

/** `status`, `log`, `scale` …, else `NotFound`. */
export function checkSubresource(subresource: string): string {
  if (label.test(subresource)) return subresource
  throw impossible('subresource', subresource, 'a subresource is lower-case letters')
}

/** A page size, else `InvalidInput`. */
export function checkLimit(limit: number): number {
  if (Number.isSafeInteger(limit) && limit > 0) return limit
  throw new InvalidInput({ limit: 'The page size is a whole number from 1.' })
}

function wrongName(name: string): string | null {
  if (name === '') return 'a name is not empty'
  if (name.length > 253) return 'a name has at most 253 characters'
  if (name === '.' || name === '..') return 'a name is not a step in a path'
  if (name.startsWith('__')) return 'a name does not begin with “__”'
  return wrongCharacter(name)
}

function wrongCharacter(name: string): string | null {
  if (!name.isWellFormed()) return 'a name is valid Unicode'
  const found = /[/%\\?#;]|\p{Cc}|\p{Cf}|\p{Z}/u.exec(name)
  if (found === null) return null
  const point = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
  return `a name does not hold U+${point}`
}

function impossible(what: string, subject: string, reason: string): NotFound {
  const shown = subject
    .toWellFormed()
    .replace(/\p{Cc}|\p{Cf}/gu, '\uFFFD')
    .slice(0, 100)
  return new NotFound(what, subject, `There is no ${what} “${shown}”: ${reason}.`)
}
