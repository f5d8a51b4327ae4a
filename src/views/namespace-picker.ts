/** The namespace picker of the bar: a GET form that leads to a list. */
import type { Resource } from '../kube.ts'
import { type Query, type Urls, written } from '../urls.ts'
import type { NamespacePicker } from './shell.ts'

export interface Picking {
  readonly resource?: Resource
  readonly namespaces: readonly string[]
  /** It leads to the overview of what is picked. */
  readonly overview?: boolean
  /** What of the list's address stays. */
  readonly keep?: Query
  /** How many stand for all of them, which the person may not list; 0: none. */
  readonly known: number
}

/** Null where the page is about something that has no namespace. */
export function picker(
  urls: Urls,
  cluster: string,
  { resource, namespaces, keep = {}, known, overview = false }: Picking,
): NamespacePicker | null {
  if (resource?.namespaced === false) return null
  const to = (query?: Query) =>
    overview ? urls.cluster(cluster, query) : urls.list(cluster, resource?.id ?? 'pods', query)
  return {
    label: known === 0 ? label(namespaces) : `${known} known`,
    action: to(),
    keep: Object.entries(keep)
      .filter(([name, value]) => name !== 'ns' && name !== 'page' && written(value) !== '')
      .map(([name, value]) => ({ name, value: written(value) })),
    chosen: namespaces.map((name) => ({ name, on: true })),
    everywhere: to({ ...keep, ns: undefined, page: undefined }),
    options: urls.namespaces(cluster, { ns: namespaces }),
  }
}

function label(namespaces: readonly string[]): string {
  if (namespaces.length === 0) return 'all'
  return namespaces.length > 2
    ? `${namespaces[0]} and ${namespaces.length - 1} more`
    : namespaces.join(', ')
}
