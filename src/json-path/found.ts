/** What a path finds in an object: a bounded number of values, and what a cell makes of them. */
import { written } from '../json.ts'
import { holds } from './compared.ts'
import type { JsonPath, Step } from './read.ts'

/** Null: nothing is there. */
export type JsonValue = string | number | null

/** Values that one path may find, and characters of what they say together. */
const most = 200
const longest = 1000

/** In the object's own order. */
function found(object: unknown, path: JsonPath): readonly unknown[] {
  let here: readonly unknown[] = [object]
  for (const step of path) here = here.flatMap((value) => taken(value, step)).slice(0, most)
  return here.filter((value) => value !== undefined && value !== null)
}

/** One number stays a number; several values are joined by commas, what is no plain value is JSON. */
export function valueAt(object: unknown, path: JsonPath): JsonValue {
  const all = found(object, path)
  const [only] = all
  if (only === undefined) return null
  if (all.length === 1 && typeof only === 'number') return only
  const text = all.map(said).join(', ')
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

const said = (value: unknown) => (typeof value === 'string' ? value : written(value))

function taken(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  if (step.step === 'field') return Array.isArray(value) ? [] : [own(value, step.name)]
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  if (step.step === 'all') return items.slice(0, most)
  if (!Array.isArray(value)) return []
  if (step.step === 'place') return [items.at(step.at)]
  return items.filter((item) => holds(step.is, inside(item, step.is.fields))).slice(0, most)
}

const own = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined

function inside(item: unknown, fields: readonly string[]): unknown {
  let here = item
  for (const name of fields)
    here = typeof here === 'object' && here !== null ? own(here, name) : undefined
  return here
}
