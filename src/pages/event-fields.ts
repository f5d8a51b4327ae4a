/** Which events are about an object. */
import type { Ref } from '../kube.ts'

/** The field selector of an object's events. */
export function fieldsOf({ resource, name }: Ref): string {
  return `involvedObject.kind=${resource.kind},involvedObject.name=${escaped(name)}`
}

/** A field selector's value: names of RBAC objects may hold what selectors are made of. */
const escaped = (value: string) => value.replaceAll(/[\\,=]/g, String.raw`\$&`)
