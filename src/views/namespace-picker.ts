/** The namespace picker of the bar: a GET form that leads to a list. */
import type { Resource } from '../kube.ts'
import type { Query, Urls } from '../urls.ts'
import type { NamespacePicker } from './shell.ts'

export interface Picking {
  readonly resource?: Resource
  readonly namespaces: readonly string[]
  /** What of the list's address stays. */
  readonly keep?: Query
}

/** Null where the page is about something that has no namespace. */
export function picker(
  urls: Urls,
  cluster: string,
  { resource, namespaces, keep = {} }: Picking,
): NamespacePicker | null {
  if (resource?.namespaced === false) return null
  return {
    label: label(namespaces),
    action: urls.list(cluster, resource?.id ?? 'pods'),
    keep: Object.entries(keep)
      .filter(([name, value]) => name !== 'ns' && name !== 'page' && text(value) !== '')
      .map(([name, value]) => ({ name, value: text(value) })),
    value: namespaces.join(','),
    options: urls.namespaces(cluster, { ns: namespaces }),
  }
}

const text = (value: Query[string]) =>
  typeof value === 'object' ? value.join(',') : String(value ?? '')

function label(namespaces: readonly string[]): string {
  if (namespaces.length === 0) return 'all'
  return namespaces.length > 2
    ? `${namespaces[0]} and ${namespaces.length - 1} more`
    : namespaces.join(', ')
}
