/** The border between the wire and our types: what an API server says is taken at its word here only. */

/** JSON as the shape that the API's documentation promises. Throws `SyntaxError`. */
// eslint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the shape
export function fromJson<T>(text: string | Buffer): T {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- nothing checks every field of an API
  return JSON.parse(text.toString('utf8')) as T
}

/** A value of the wire, or one built field by field, as the shape that it has by the API's word. */
// eslint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the shape
export function as<T>(value: unknown): T {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- nothing checks every field of an API
  return value as T
}

/** An object whose fields are still unknown; null for everything else. */
export function record(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null) return null
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- every object is one of unknowns
  return value as Readonly<Record<string, unknown>>
}
