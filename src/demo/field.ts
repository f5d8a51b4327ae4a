/** Reads JSON whose shape nobody promises: dotted paths, and nothing where there is nothing. */

export type Fields = Readonly<Record<string, unknown>>

export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((here, key) => (isFields(here) ? here[key] : undefined), value)
}

export function text(value: unknown, path: string): string {
  const found = at(value, path)
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
    ? String(found)
    : ''
}

export const count = (value: unknown, path: string): number => Number(text(value, path)) || 0

export function items(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path)
  return Array.isArray(found) ? found : []
}

export function fields(value: unknown, path: string): Fields {
  const found = at(value, path)
  return isFields(found) ? found : {}
}

/** Arrays count: `0` is a key of theirs. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

/** The object without some of its fields. */
export const without = (object: Fields, ...keys: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
