/** Where somebody is who types a command. */
import type { Discovery, Resource } from '../../kube.ts'
import type { Place, Query, Urls } from '../../urls.ts'

export interface Around {
  readonly cluster: string
  readonly clusters: readonly { readonly name: string; readonly title: string }[]
  readonly discovery: Discovery
  readonly urls: Urls
  /** kubectl's name of the list or object on the page; empty for none. */
  readonly resource: string
  /** The object on the page. */
  readonly object: Place | null
  /** Of the page. */
  readonly namespaces: readonly string[]
  /** What the address of the list on the page says. */
  readonly query: Query
}

/** Where a command leads. */
export interface Lead {
  readonly href: string
  /** Better straight to the object of this name, where there is one alone. */
  readonly find?: {
    readonly resource: Resource
    readonly name: string
    /** Namespaces; none: all. */
    readonly among: readonly string[]
    readonly at: (namespace: string | null) => string
  }
}
