/** What a resource's fields are for, as its API server says. Pure. */
import type { Resource, Schemas } from '../kube.ts'
import { cut } from './room.ts'
import {
  type Field,
  fieldsOf,
  limitsOf,
  type Schema,
  step,
  stepsOf,
  typeWords,
  whole,
} from './schema.ts'
import type { Foot, Link, Shell } from './shell.ts'
import { sentence } from './words.ts'

export interface ExplainPage {
  readonly shell: Shell
  readonly css: string
  readonly kind: string
  /** Its group and version. */
  readonly version: string
  /** The kind, and each field on the way. */
  readonly crumbs: readonly Link[]
  /** Why there is nothing, or that the path leads nowhere; empty: it does. */
  readonly wrong: string
  readonly field: FieldView | null
  readonly fields: readonly FieldRow[]
  readonly kubectl: string
  readonly foot: Foot
}
export interface FieldView {
  readonly type: string
  readonly required: boolean
  readonly description: string
  /** `Default: 3`, `One of: A, B`. */
  readonly facts: readonly { readonly name: string; readonly text: string }[]
}
export interface FieldRow extends FieldView {
  readonly name: string
  readonly href: string
  /** It has fields of its own. */
  readonly deep: boolean
}

type Explained = Pick<ExplainPage, 'crumbs' | 'wrong' | 'field' | 'fields'>

const most = { description: 6000, short: 400, fields: 500, steps: 40 }

/** @param path as `kubectl explain` takes it, or with the brackets of a refusal. */
export function explained(
  schemas: Schemas,
  resource: Resource,
  path: string,
  href: (path: string) => string,
): Explained {
  const crumbs: Link[] = [{ text: sentence(resource.kind), href: href('') }]
  let at: Field = { schema: schemas.get(schemas.root) ?? {}, required: false }
  let here = ''
  let wrong = ''
  for (const one of stepsOf(path).slice(0, most.steps)) {
    const next = step(schemas, at.schema, one)
    if (next === null) {
      wrong = `${here === '' ? sentence(resource.kind) : here} has no field “${cut(one.name, 100)}”.`
      break
    }
    at = next
    here = one.chosen ? `${here}[${one.name}]` : here === '' ? one.name : `${here}.${one.name}`
    crumbs.push({ text: one.chosen ? `[${one.name}]` : one.name, href: href(here) })
  }
  const below = [...fieldsOf(schemas, at.schema)].slice(0, most.fields)
  return {
    crumbs,
    wrong,
    field: viewOf(schemas, at, most.description),
    fields: below.map(([name, field]) => ({
      ...viewOf(schemas, field, most.short),
      name,
      href: href(here === '' ? name : `${here}.${name}`),
      deep: fieldsOf(schemas, field.schema).size > 0,
    })),
  }
}

function viewOf(schemas: Schemas, { schema, required }: Field, length: number): FieldView {
  const own = whole(schemas, schema)
  return {
    type: typeWords(schemas, schema),
    required,
    description: shortened(own['description'], length),
    // What has to be given has no other value.
    facts: factsOf(required ? { ...own, default: undefined } : own),
  }
}

function shortened(text: unknown, length: number): string {
  if (typeof text !== 'string') return ''
  const plain = text.trim()
  if (plain.length <= length) return plain
  return `${plain.slice(0, length).replace(/\s+\S*$/, '')} …`
}

/** A default of nothing, `{}`, says nothing. */
function factsOf(schema: Schema): FieldView['facts'] {
  const { default: given, enum: values } = schema
  const text = given === undefined ? '' : JSON.stringify(given)
  const named = text === '' || text === '{}' || text === '""' ? [] : [{ name: 'Default', text }]
  const one = Array.isArray(values)
    ? [{ name: 'One of', text: values.slice(0, 100).map(String).join(', ') }]
    : []
  const limits = limitsOf(schema).map((limit) => ({ name: 'Limit', text: limit }))
  return [...named, ...one, ...limits].map((fact) => ({ ...fact, text: cut(fact.text, 500) }))
}
