/** A list over all namespaces that a person may not have, narrowed to those known for them: what the page says of it. Pure. */
import type { KubeError } from '../errors.ts'
import type { Resource } from '../kube.ts'
import type { Query, Urls } from '../urls.ts'
import { errorPage } from './error.ts'
import type { Link } from './shell.ts'

export interface Narrowed {
  /** `You may not list pods in all namespaces: these are those of` */
  readonly words: string
  /** The same list of each alone. */
  readonly links: readonly Link[]
  /** `and 22 more namespaces`; empty where all have a link. */
  readonly more: string
  /** The API server's refusal, and the command that checks it. */
  readonly said: string
  readonly commands: readonly string[]
}

const mostLinks = 8

export interface Refused {
  readonly cluster: string
  readonly resource: Resource
  readonly urls: Urls
  /** The list's own query. */
  readonly query: Query
  /** Where it may be listed; at least one. */
  readonly namespaces: readonly string[]
  readonly refusal: KubeError
  /** As kubectl's `--context`; empty where it is none. */
  readonly context: string
}

export function narrowedTo(of: Refused): Narrowed {
  const { resource, namespaces, urls, cluster, query } = of
  const { said, commands } = errorPage(of.refusal, { context: of.context, ways: [], list: '' })
  const left = namespaces.length - mostLinks
  return {
    words: `You may not list ${resource.plural} in all namespaces: these are those of`,
    links: namespaces.slice(0, mostLinks).map((name) => ({
      text: name,
      href: urls.list(cluster, resource.id, { ...query, ns: name, page: undefined }),
    })),
    more: left > 0 ? `and ${left} more namespaces` : '',
    said,
    commands,
  }
}
