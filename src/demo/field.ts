/** Reads JSON whose shape nobody promises: dotted paths, and nothing where there is nothing. */

export type Fields = Readonly<Record<string, unknown>>

export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((here, key) => (isFields(here) ? here[key] : undefined), value)
}

export function text(value: unknown, path: string): string {
  const found = at(value, path)
  return /^(string|number|boolean)$/.test(typeof found) ? String(found) : ''
}

/** All that a path leads to; `*` stands for each item of a list, `type=Ready` for those, or the one, it is true of. */
export const texts = (value: unknown, path: string): readonly string[] =>
  path
    .split('.')
    .reduce<readonly unknown[]>((found, key) => found.flatMap((one) => step(one, key)), [value])
    .map((one) => text({ one }, 'one'))
    .filter(Boolean)

function step(value: unknown, key: string): readonly unknown[] {
  const [name = '', wanted] = key.split('=')
  if (wanted === undefined && key !== '*') return [at(value, key)]
  return [value].flat().filter((one) => key === '*' || text(one, name) === wanted)
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
