/** What a kept row costs, about: enough to say when memory is short, cheap enough to ask of each row. */
import type { TableRow } from '../kube.ts'

/** Bytes of a row that another list holds as well: its place in a map. */
export const sharedWeight = 80
/** Bytes of a row that is still being read. */
export const readWeight = 1000

/** Bytes: objects and maps of V8 (measured: 100,000 bare pods 1.0 kB a row), and one a character. */
export function weigh({ cells, meta, object, values: found = [] }: TableRow): number {
  const texts = [meta.name, meta.namespace, meta.uid, ...cells, ...found, ...values(meta.labels)]
  const marks = values(meta.annotations)
  const owners = 200 * (meta.ownerReferences?.length ?? 0)
  return 500 + sum(texts) + sum(marks) + owners + fields(object)
}

/** Of what an object holds beside its metadata. */
function fields(object: TableRow['object']): number {
  if (object === undefined) return 0
  let bytes = 0
  for (const name in object) if (name !== 'metadata') bytes += deep(object[name])
  return bytes
}

function deep(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length
  if (typeof value !== 'object' || value === null) return 8
  let bytes = 40
  for (const each of Object.values(value)) bytes += 8 + deep(each)
  return Array.isArray(value) ? bytes / alike : bytes
}

/** Rows that hold one list together, about: replicas do. */
const alike = 3

const values = (map: Readonly<Record<string, string>> | undefined) =>
  map === undefined ? [] : Object.values(map)

function sum(texts: readonly unknown[]): number {
  let bytes = 0
  for (const text of texts) bytes += typeof text === 'string' ? 24 + text.length : 8
  return bytes
}
