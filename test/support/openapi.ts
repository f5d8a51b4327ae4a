/** The fields that a real API server serves of a resource's objects, from its OpenAPI v3. */
import { recorded } from './api.ts'
import type { Resource } from '../../src/kube.ts'

interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    group: string
    version: string
    kind: string
  }[]
}
type Schemas = Readonly<Record<string, Schema>>

/** @returns whether a path, `spec.containers.image`, names a field; lists on the way are gone through. */
export async function fieldsOf(resource: Resource): Promise<(path: string) => boolean> {
  const { group, version, kind } = resource
  const root = group === '' ? `api/${version}` : `apis/${group}/${version}`
  const { components } = (await recorded(`/openapi/v3/${root}`)) as {
    components: { schemas: Schemas }
  }
  const { schemas } = components
  const own = Object.values(schemas).find((schema) =>
    schema['x-kubernetes-group-version-kind']?.some(
      (each) => each.kind === kind && each.group === group && each.version === version,
    ),
  )
  if (own === undefined) throw new Error(`no schema of ${kind}`)
  return (path) => has(schemas, own, path.split('.'))
}

function has(schemas: Schemas, schema: Schema, [name, ...rest]: readonly string[]): boolean {
  const whole = resolved(schemas, schema)
  if (whole.type === 'array' && whole.items !== undefined)
    return has(schemas, whole.items, [name ?? '', ...rest])
  if (name === undefined || name === '') return true
  const below = whole.properties?.[name]
  // Maps have any key, and what has no properties at all (a quantity, raw JSON) is not looked into.
  if (below === undefined) return whole.properties === undefined && whole.type !== 'string'
  return rest.length === 0 || has(schemas, below, rest)
}

function resolved(schemas: Schemas, schema: Schema): Schema {
  const [only] = schema.allOf ?? []
  const ref = schema.$ref ?? only?.$ref
  return ref === undefined ? schema : (schemas[ref.split('/').at(-1) ?? ''] ?? schema)
}
