/** What rows hold beside cells or fields: the values at JSONPaths that a list was asked for. */
import { type JsonPath, readPath, valueAt } from '../json-path.ts'
import { as } from './json.ts'
import type { KubeObject } from './object.ts'
import type { Resource } from './resource.ts'
import { hideSecrets } from './secrets.ts'
import type { TableRow } from './table.ts'

/** Texts of paths, in the order of a row's `values`. */
export type Paths = readonly string[]

const compiled = new WeakMap<Paths, readonly (JsonPath | null)[]>()

/** The row with what is found in its object; a Secret's values are hidden first. */
export function withValues(
  row: TableRow,
  object: Pick<KubeObject, 'metadata'> | object,
  resource: Resource,
  paths: Paths | undefined,
): TableRow {
  if (paths === undefined || paths.length === 0) return row
  const read = compiled.get(paths) ?? paths.map(steps)
  compiled.set(paths, read)
  const shown = hideSecrets(
    as<KubeObject>({ apiVersion: '', kind: '', metadata: {}, ...object }),
    resource.id,
  )
  return { ...row, values: read.map((path) => (path === null ? null : valueAt(shown, path))) }
}

/** What is no path finds nothing. */
function steps(text: string): JsonPath | null {
  const path = readPath(text)
  return 'why' in path ? null : path
}

/** More than a row's metadata is read: it has to bring its object. */
export function beyondMetadata(paths: Paths | undefined): boolean {
  return (paths ?? []).some((text) => !/^\{?\$?\.?metadata\b/.test(text))
}
