/** Who wrote what of an object, as the API server keeps it in its managedFields. */
import { isRecord } from '../json.ts'

/** An entry of managedFields (meta.k8s.io/v1 ManagedFieldsEntry). */
export interface Managed {
  /** `kubectl-edit`; empty where it does not say. */
  readonly manager: string
  readonly operation: 'Apply' | 'Update' | ''
  /** RFC 3339, to the second; empty where it does not say. */
  readonly time: string
  /** By which it was written: `status`, `scale`; empty: the object itself. */
  readonly subresource: string
  /** In whose words its fields are. */
  readonly apiVersion: string
  /** `fieldsV1`: a tree whose keys are `f:NAME`, `k:{…}`, `v:…`, `i:N` and `.`. */
  readonly fields: Fields
}
export type Fields = Readonly<Record<string, unknown>>

/** What is not as API servers write it is left out. */
export function managedOf(object: Fields): readonly Managed[] {
  const { metadata } = object
  const all = isRecord(metadata) ? metadata['managedFields'] : []
  return Array.isArray(all) ? all.filter(isRecord).map(read) : []
}

function read(entry: Fields): Managed {
  const word = (name: string) => (typeof entry[name] === 'string' ? entry[name] : '')
  const operation = word('operation')
  const fields = entry['fieldsV1']
  return {
    manager: word('manager'),
    operation: operation === 'Apply' || operation === 'Update' ? operation : '',
    time: timeOf(entry['time']),
    subresource: word('subresource'),
    apiVersion: word('apiVersion'),
    fields: isRecord(fields) ? fields : {},
  }
}

const timeOf = (value: unknown) => (typeof value === 'string' ? value : '')

/**
 * Managers that wrote between two looks, but of its status; what only went leaves no trace of who took it.
 * @param before null: not known, so nobody is named.
 */
export function wroteSince(
  before: readonly Managed[] | null,
  now: readonly Managed[],
): readonly string[] {
  if (before === null) return []
  const known = new Set(before.map((each) => stampOf(each)))
  const wrote = now.filter((each) => each.subresource !== 'status' && !known.has(stampOf(each)))
  return [...new Set(wrote.map(({ manager }) => manager))].filter((manager) => manager !== '')
}

/** Without the fields: they also grow fewer as another takes them. Two writes of one second look alike. */
const stampOf = ({ manager, operation, subresource, apiVersion, time }: Managed) =>
  JSON.stringify([manager, operation, subresource, apiVersion, time])
