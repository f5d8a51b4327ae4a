/** Bodies of requests. */
import { badRequest } from './failure.ts'
import { type Fields, isFields } from './field.ts'

/** An empty body is an empty object, as for DeleteOptions. */
export function json(body: string, refusal = 'the object provided is unrecognized'): Fields {
  try {
    const value: unknown = body === '' ? {} : JSON.parse(body)
    if (isFields(value) && !Array.isArray(value)) return value
  } catch {
    // said below
  }
  throw badRequest(refusal)
}
