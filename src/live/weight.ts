/** What a kept row costs, about: enough to say when memory is short, cheap enough to ask of each row. */
import type { TableRow } from '../kube.ts'

/** Bytes of a row that another list holds as well: its place in a map. */
export const sharedWeight = 80
/** Bytes of a row that is still being read. */
export const readWeight = 1000

/** Bytes: objects and maps of V8 (measured: 100,000 bare pods 1.0 kB a row), and one a character. */
export function weigh({ cells, meta }: TableRow): number {
  const texts = [meta.name, meta.namespace, meta.uid, ...cells, ...values(meta.labels)]
  const marks = values(meta.annotations)
  return 500 + sum(texts) + sum(marks) + 200 * (meta.ownerReferences?.length ?? 0)
}

const values = (map: Readonly<Record<string, string>> | undefined) =>
  map === undefined ? [] : Object.values(map)

function sum(texts: readonly unknown[]): number {
  let bytes = 0
  for (const text of texts) bytes += typeof text === 'string' ? 24 + text.length : 8
  return bytes
}
