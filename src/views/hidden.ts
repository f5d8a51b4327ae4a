/** What a GET form of a list keeps of its address. */
import { type Query, written } from '../urls.ts'

export interface Hidden {
  readonly name: string
  readonly value: string
}

export function hidden(query: Query, without: readonly string[]): readonly Hidden[] {
  return Object.entries(query)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => ({
      name,
      value: written(value),
    }))
    .filter(({ value }) => value !== '')
}
