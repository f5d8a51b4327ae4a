/** The values of an object, by the paths that lines of its YAML lead to. */
import { digits } from '../../src/kube.ts'
import { below, item } from '../../src/edit/line-paths.ts'

/** All paths that a value has a line for: of keys, and of items that are no mapping. */
export function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    const items = value.map((one, at) => [one, item(path, at)] as const)
    return items.flatMap(([one, at]) => (isHolder(one) ? pathsOf(one, at) : [at]))
  }
  if (!isHolder(value)) return []
  const fields = Object.entries(value as object)
  return fields.flatMap(([key, one]) => [below(path, key), ...pathsOf(one, below(path, key))])
}
const isHolder = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  digits(value) === null &&
  Object.keys(value).length > 0
