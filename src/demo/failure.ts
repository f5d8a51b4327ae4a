/** Everything the demo refuses, in the API server's words. */
import { type Kind, qualified } from './kinds.ts'

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
  new Failure(404, 'NotFound', `${qualified(kind)} "${name}" not found`, about(kind, name))

export const conflict = (kind: Kind, name: string, why: string, called = qualified(kind)) => {
  const words = `Operation cannot be fulfilled on ${called} "${name}": ${why}`
  return new Failure(409, 'Conflict', words, about(kind, name))
}

export const invalid = (group: string, kind: string, name: string, causes: readonly Cause[]) => {
  const words = causes.map((cause) => `${cause.field}: ${cause.message}`).join(', ')
  const called = group === '' ? kind : `${kind}.${group}`
  const details = { name, group, kind, causes }
  return new Failure(422, 'Invalid', `${called} "${name}" is invalid: ${words}`, details)
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

const about = (kind: Kind, name: string) =>
  kind.group === '' ? { name, kind: kind.plural } : { name, group: kind.group, kind: kind.plural }
