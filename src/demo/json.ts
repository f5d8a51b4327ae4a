/** Bodies of requests. */
import { badRequest } from './failure.ts'
import { type Fields, isFields } from './field.ts'

/** An empty body is an empty object, as for DeleteOptions. */
export function json(body: string): Fields {
  if (body === '') return {}
  try {
    const value: unknown = JSON.parse(body)
    if (isFields(value) && !Array.isArray(value)) return value
  } catch {
    // said below
  }
  throw badRequest('the object provided is unrecognized: it is not a JSON object')
}
