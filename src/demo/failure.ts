/** Everything the demo refuses, in the API server's words. */
import type { Kind } from './kinds.ts'

export class Failure extends Error {
  readonly code: number
  /** A `Status` of `v1`, as it is sent. */
  readonly status: object
  constructor(code: number, reason: string, message: string, details: object = {}) {
    super(message)
    this.code = code
    const said = { metadata: {}, status: 'Failure', message, reason, details, code }
    this.status = { kind: 'Status', apiVersion: 'v1', ...said }
  }
}

export const badRequest = (message: string) => new Failure(400, 'BadRequest', message)
export const expired = (message: string) => new Failure(410, 'Expired', message)

export const success = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' }

const refusal = (code: number, reason: string, why: string) => (kind: Kind, name: string) =>
  new Failure(code, reason, `${grouped(kind.plural, kind)} "${name}" ${why}`, about(kind, name))
export const notFound = refusal(404, 'NotFound', 'not found')
export const exists = refusal(409, 'AlreadyExists', 'already exists')

/** @param called deletes name the kind where all else names the resource */
export function conflict(kind: Kind, name: string, why: string, called = kind.plural): Failure {
  const words = `Operation cannot be fulfilled on ${grouped(called, kind)} "${name}": ${why}`
  return new Failure(409, 'Conflict', words, about(kind, name))
}

export function invalid(kind: Kind, name: string, field: string, message: string): Failure {
  const words = `${grouped(kind.kind, kind)} "${name}" is invalid: ${field}: ${message}`
  const causes = [{ reason: 'FieldValueInvalid', message, field }]
  return new Failure(422, 'Invalid', words, { ...about(kind, name), kind: kind.kind, causes })
}

export const nowhere = () =>
  new Failure(404, 'NotFound', 'the server could not find the requested resource')

/** A real API server does this; the demo does not. */
export const notHere = (what: string) =>
  new Failure(501, 'NotImplemented', `the demo cluster does not do this: ${what}`)

export const grouped = (name: string, { group }: Kind) => (group === '' ? name : `${name}.${group}`)

export const about = ({ group, plural }: Kind, name: string) => ({
  ...(name !== '' && { name }),
  ...(group !== '' && { group }),
  kind: plural,
})
