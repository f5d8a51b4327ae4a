/** A container's environment: where each value comes from. */
import type { Said, To } from '../../kind.ts'
import type { Container, EnvSource, EnvVar, Ref } from './pod.ts'

/** A row a variable: its name, its value or where that stands. */
export function envRows(
  container: Container,
  namespace: string | undefined,
): readonly (readonly Said[])[] {
  const whole = (container.envFrom ?? []).map((source) => fromAll(source, namespace))
  const single = (container.env ?? []).map((variable) => one(variable, namespace))
  return [...whole, ...single]
}

function fromAll(
  { prefix = '', configMapRef, secretRef }: EnvSource,
  namespace: string | undefined,
): readonly Said[] {
  const to =
    configMapRef === undefined ? secret(secretRef, namespace) : map(configMapRef, namespace)
  return [
    { text: prefix === '' ? 'each key' : `${prefix} + each key` },
    { ...to, note: (configMapRef ?? secretRef)?.optional === true ? 'optional' : '' },
  ]
}

function one({ name, value, valueFrom }: EnvVar, namespace: string | undefined): readonly Said[] {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef, fileKeyRef } = valueFrom ?? {}
  if (configMapKeyRef !== undefined)
    return [{ text: name }, keyed(map(configMapKeyRef, namespace), configMapKeyRef)]
  if (secretKeyRef !== undefined)
    return [{ text: name }, keyed(secret(secretKeyRef, namespace), secretKeyRef)]
  if (fieldRef !== undefined)
    return [{ text: name }, { text: `the pod’s ${fieldRef.fieldPath ?? ''}` }]
  if (resourceFieldRef !== undefined) {
    const of = resourceFieldRef.containerName ?? 'its own'
    return [{ text: name }, { text: `${of} ${resourceFieldRef.resource ?? ''}` }]
  }
  if (fileKeyRef !== undefined)
    return [
      { text: name },
      {
        text: `key ${fileKeyRef.key ?? ''} of file ${fileKeyRef.path ?? ''} in volume ${fileKeyRef.volumeName ?? ''}`,
      },
    ]
  return [{ text: name }, { text: value ?? '' }]
}

const keyed = (to: Said, ref: Ref): Said => ({ ...to, note: optional(ref, `key ${ref.key ?? ''}`) })

const optional = (ref: Ref | undefined, text: string) =>
  ref?.optional === true ? `${text}, optional` : text

const map = ({ name = '' }: Ref, namespace: string | undefined) =>
  linked('ConfigMap', { resource: 'configmaps', namespace, name })
const secret = ({ name = '' }: Ref = {}, namespace: string | undefined) =>
  linked('Secret', { resource: 'secrets', namespace, name })

function linked(kind: string, to: Extract<To, { resource: string }>): Said {
  return { text: `${kind} ${to.name}`, to }
}
