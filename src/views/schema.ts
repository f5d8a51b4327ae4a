/** A field's schema in an OpenAPI v3 document: found by its path, and in words. Pure. */
import { isRecord } from '../json.ts'
import type { Schemas } from '../kube.ts'

export type Schema = Readonly<Record<string, unknown>>

const inner = (value: unknown): Schema | null => (isRecord(value) ? value : null)

/** With what it refers to: `allOf` and `$ref`. Its own words stand before those of its type. */
export function whole(schemas: Schemas, schema: Schema, depth = 0): Schema {
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'].filter(isRecord) : []
  const name = refOf(schema)
  const referred = name === '' ? null : schemas.get(name)
  const { allOf: _, $ref: __, ...own } = schema
  if (depth > 8) return own
  const below = [...(referred === null ? [] : [referred]), ...parts]
  return Object.assign({}, ...below.map((each) => whole(schemas, each, depth + 1)), own) as Schema
}

/** `io.k8s.api.core.v1.Container`; empty: it refers to none. */
function refOf({ $ref }: Schema): string {
  return typeof $ref === 'string' ? ($ref.split('/').at(-1) ?? '') : ''
}

/** `spec.containers[0].image`, `metadata.labels[a/b]` → its steps; what stands in brackets chooses in a list or a map. */
export function stepsOf(
  path: string,
): readonly { readonly name: string; readonly chosen: boolean }[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, chosen, name]) => ({
    name: chosen ?? name ?? '',
    chosen: chosen !== undefined,
  }))
}

/** What is in its lists and, where that has fields, in its maps. */
function within(schemas: Schemas, schema: Schema): Schema {
  let found = whole(schemas, schema)
  for (let depth = 0; depth < 8; depth++) {
    const next = inner(found['items']) ?? holder(schemas, found)
    if (next === null) break
    found = whole(schemas, next)
  }
  return found
}

function holder(schemas: Schemas, { properties, additionalProperties }: Schema): Schema | null {
  const value = inner(additionalProperties)
  if (value === null || isRecord(properties)) return null
  const held = whole(schemas, value)
  return isRecord(held['properties']) || isRecord(held['items']) ? held : null
}

export interface Field {
  readonly schema: Schema
  readonly required: boolean
}

/** Its fields by name, in the order of their names; none for what has none. */
export function fieldsOf(schemas: Schemas, schema: Schema): ReadonlyMap<string, Field> {
  const { properties, required } = within(schemas, schema)
  const needed: readonly unknown[] = Array.isArray(required) ? required : []
  const all = isRecord(properties) ? Object.entries(properties) : []
  const fields = all.flatMap(([name, field]) =>
    isRecord(field) ? [[name, { schema: field, required: needed.includes(name) }] as const] : [],
  )
  return new Map(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The field of this name; null: there is none. */
export function step(
  schemas: Schemas,
  schema: Schema,
  { name, chosen }: ReturnType<typeof stepsOf>[number],
): Field | null {
  const own = whole(schemas, schema)
  const items = inner(own['items'])
  if (chosen && items !== null) return { schema: items, required: false }
  const field = fieldsOf(schemas, own).get(name)
  if (field !== undefined) return field
  const value = inner(own['additionalProperties'])
  if (value !== null) return { schema: value, required: false }
  const anything = own['x-kubernetes-preserve-unknown-fields'] === true
  return anything || own['additionalProperties'] === true ? { schema: {}, required: false } : null
}

/** `[]Container`, `map of string`, `integer (int32)`, `integer or string`. */
export function typeWords(schemas: Schemas, schema: Schema, depth = 0): string {
  const name = refOf(schema) || refOf(firstOf(schema))
  const own = whole(schemas, schema)
  const deeper = (one: Schema) => (depth > 3 ? '…' : typeWords(schemas, one, depth + 1))
  const { items, additionalProperties } = own
  if (isRecord(items)) return `[]${deeper(items)}`
  if (name !== '') return name.split('.').at(-1) ?? name
  return isRecord(additionalProperties) ? `map of ${deeper(additionalProperties)}` : plainType(own)
}

function plainType({ type, format, 'x-kubernetes-int-or-string': either }: Schema): string {
  if (either === true || format === 'int-or-string') return 'integer or string'
  if (typeof type !== 'string') return 'anything'
  return typeof format === 'string' ? `${type} (${format})` : type
}

const firstOf = ({ allOf }: Schema): Schema =>
  Array.isArray(allOf) && isRecord(allOf[0]) ? allOf[0] : {}

/** `1 to 65535`, `matches ^[a-z]+$`: what of a value is said beside its type. */
export function limitsOf(schema: Schema): readonly string[] {
  const say = (name: string, words: string) => {
    const value = schema[name]
    return typeof value === 'number' || typeof value === 'string' ? [`${words} ${value}`] : []
  }
  const sets = schema['x-kubernetes-list-type'] === 'set'
  const keys = schema['x-kubernetes-list-map-keys']
  return [
    ...say('minimum', 'at least'),
    ...say('maximum', 'at most'),
    ...say('minLength', 'characters at least'),
    ...say('maxLength', 'characters at most'),
    ...say('minItems', 'items at least'),
    ...say('maxItems', 'items at most'),
    ...say('pattern', 'matches'),
    ...(sets ? ['each item once'] : []),
    ...(Array.isArray(keys) ? [`each item once by ${keys.join(', ')}`] : []),
    ...rulesOf(schema),
  ]
}

/** What a custom resource's own rules say. */
function rulesOf({ 'x-kubernetes-validations': rules }: Schema): readonly string[] {
  if (!Array.isArray(rules)) return []
  return rules.filter(isRecord).map(({ rule, message }) => String(message ?? rule))
}
