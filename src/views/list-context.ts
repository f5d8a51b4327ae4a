/** What a list's pure parts need beside its rows. */
import type { Discovery, Resource } from '../kube.ts'
import type { Engine } from '../live/filter.ts'
import type { Query, Urls } from '../urls.ts'
import type { Usage } from './usage.ts'

export interface ListContext {
  readonly cluster: string
  readonly resource: Resource
  readonly discovery: Discovery
  readonly urls: Urls
  /** The list's own query, that a narrowed link keeps. */
  readonly query: Query
  /** When the table was read. */
  readonly now: Date
  /** What the rows use, where columns show it. */
  readonly usage?: Usage | undefined
  /** Reads the filter's expressions, where it has some. */
  readonly engine?: Engine | undefined
}
