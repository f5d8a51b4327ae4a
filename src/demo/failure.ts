/** Everything the demo refuses, in the API server's words. */
import type { Kind } from './kinds.ts'

export interface Cause {
  readonly reason: string
  readonly message: string
  readonly field: string
}

export class Failure extends Error {
  readonly status: object
  readonly code: number
  constructor(code: number, reason: string, message: string, details?: object, metadata = {}) {
    super(message)
    this.code = code
    const said = { metadata, status: 'Failure', message, reason }
    this.status = { kind: 'Status', apiVersion: 'v1', ...said, ...(details && { details }), code }
  }
}

export const badRequest = (message: string) => new Failure(400, 'BadRequest', message)

export const notFound = (kind: Kind, name: string) =>
  new Failure(
    404,
    'NotFound',
    `${grouped(kind.plural, kind.group)} "${name}" not found`,
    about(kind, name),
  )

/** @param called deletes name the kind where all else names the resource */
export function conflict(kind: Kind, name: string, why: string, called = kind.plural): Failure {
  const words = `Operation cannot be fulfilled on ${grouped(called, kind.group)} "${name}": ${why}`
  return new Failure(409, 'Conflict', words, about(kind, name, called))
}

export function invalid(group: string, kind: string, name: string, cause: Cause): Failure {
  const words = `${grouped(kind, group)} "${name}" is invalid: ${cause.field}: ${cause.message}`
  const details = { name, ...(group !== '' && { group }), kind, causes: [cause] }
  return new Failure(422, 'Invalid', words, details)
}

export const nowhere = () =>
  new Failure(404, 'NotFound', 'the server could not find the requested resource', {})

export const notAllowed = () =>
  new Failure(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  )

/** Where no API is at all, the real server answers in plain text. */
export class Blank extends Error {}

/** A real API server does this; the demo does not. */
export const notHere = (what: string) =>
  new Failure(501, 'NotImplemented', `the demo cluster does not do this: ${what}`)

export const expired = (message: string, metadata = {}) =>
  new Failure(410, 'Expired', message, undefined, metadata)

const grouped = (name: string, group: string) => (group === '' ? name : `${name}.${group}`)

const about = ({ group, plural }: Kind, name: string, called = plural) =>
  group === '' ? { name, kind: called } : { name, group, kind: called }
