/** JSON of which nothing is lost on the way: numbers that JavaScript cannot hold stay as they were written. */

/** What ES2025 adds to `JSON` and the types of this TypeScript do not know yet. */
interface RawJson {
  parse(text: string, reviver: Reviver): unknown
  rawJSON(text: string): object
  isRawJSON(value: unknown): value is { readonly rawJSON: string }
}
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown
const json = JSON as unknown as RawJson

/** A number of 16 digits or more, with a fraction or an exponent, or -0; in a string it costs a slower reading. */
const fragile = /[:[,]\s*(?:-0|-?\d{16}|-?\d+[.eE])/

/** As `JSON.parse`, for who writes it again: `JSON.stringify` gives each number back digit by digit. */
export function exact(text: string): unknown {
  if (!fragile.test(text)) return JSON.parse(text)
  return json.parse(text, (_key, value, { source }) => {
    const lost = typeof value === 'number' && source !== undefined && String(value) !== source
    return lost ? json.rawJSON(source) : value
  })
}

/** The digits of a number that `exact` keeps as it was written; null for any other value. */
export const digits = (value: unknown): string | null =>
  json.isRawJSON(value) ? value.rawJSON : null
