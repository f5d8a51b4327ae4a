/** What an API server serves, as discovery tells it. */

export interface Resource {
  /** kubectl's name: `pods`, `deployments.apps`. The resource's place in every address. */
  readonly id: string
  /** Empty for the core group. */
  readonly group: string
  /** The group's preferred version that serves it. */
  readonly version: string
  readonly plural: string
  readonly singular: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  /** `status`, `scale`, `log` … */
  readonly subresources: readonly string[]
  /** Every version of the group that serves it, preferred first. */
  readonly versions: readonly string[]
}

export interface Discovery {
  /** In the server's order: core, then the groups by priority. One entry per `plural.group`. */
  readonly resources: readonly Resource[]
  /** API groups that the server lists but cannot serve now (an aggregated API that is down). */
  readonly failed: readonly string[]
  /** By kubectl's full name only. */
  get(id: string): Resource | undefined
  /** By any word kubectl takes: short, singular, kind, `plural.version.group`; lower case. First in server order wins. */
  resolve(word: string): Resource | undefined
  /** By an object's or owner's apiVersion and kind. */
  of(apiVersion: string, kind: string): Resource | undefined
}

/** One object. `namespace` is null for what has none. Names are checked before a path is built. */
export interface Ref {
  readonly resource: Resource
  readonly namespace: string | null
  readonly name: string
}

/** The schemas of one document, each read when it is asked for: as objects a large one takes ten times as much. */
export interface Schemas {
  /** That of the resource's objects; empty: the document has none. */
  readonly root: string
  /** `io.k8s.api.core.v1.Pod`; null where there is none. */
  get(name: string): Readonly<Record<string, unknown>> | null
}
