/** What the house may ask of Kubernetes: the interfaces behind the door `kube.ts`. */
import type { Channel, ExecQuery } from './channel.ts'
import type { CertificateFile } from './certificates.ts'
import type { Identity } from './identity.ts'
import type { Deed, Write, Written } from './change.ts'
import type { LogLine, LogQuery } from './log-query.ts'
import type { ObjectMeta, KubeObject } from './object.ts'
import type { Reads } from './project.ts'
import type { Discovery, Ref, Resource, Schemas } from './resource.ts'
import type { Table, TableRow } from './table.ts'

export type { Identity } from './identity.ts'
export type { LogLine, LogQuery } from './log-query.ts'
export type { Ref } from './resource.ts'

/** Where an API server is and how its TLS is checked. */
export interface Address {
  /** The cluster's name as it stands in the URL; errors name it. */
  readonly cluster: string
  readonly url: URL
  /** PEM; absent: the system's roots. */
  readonly ca?: string | Buffer
  /** `tls-server-name`: what the certificate is checked against, instead of the URL's host. */
  readonly servername?: string
  /** `insecure-skip-tls-verify`. */
  readonly insecure?: boolean
  /** `proxy-url`: http, https or socks5. */
  readonly proxy?: URL
}

/** How one person proves who they are. Never logged, never sent elsewhere than to its cluster. */
export interface Credential {
  /** Headers of one request (`authorization`, `impersonate-*`), read anew for each so that tokens may rotate. */
  headers(): Promise<Readonly<Record<string, string | string[]>>>
  /** A client certificate, PEM; it belongs to the connection, not the request. Read once per connection. */
  certificate?(): Promise<{ readonly cert: string | Buffer; readonly key: string | Buffer } | null>
  /** Called once after a 401: true when the credential was renewed and the request should be sent again. */
  renew?(): Promise<boolean>
}

/** What one page has cost so far. Pages print it; the connection adds to it. */
export interface Tally {
  calls: number
  /** Milliseconds in which at least one call was under way; right while none is. */
  ms: number
  /** Calls that are under way. */
  open: number
}

/** Whose work a call is: ends with the request, is counted for the page. */
export interface Work {
  readonly signal?: AbortSignal
  readonly tally?: Tally
  /** Hears of each write and each reveal, however it went; not of dry runs. */
  readonly deed?: (deed: Deed) => void
}

/** Which objects of a resource. Selectors as the API server takes them. */
export interface ListQuery {
  /** null: all namespaces, or a resource without namespaces. */
  readonly namespace: string | null
  readonly labels?: string
  readonly fields?: string
  /** Rows are objects that hold these fields; absent: rows are as the server prints them. */
  readonly reads?: Reads | undefined
  /** JSONPaths whose values rows hold beside that. */
  readonly paths?: readonly string[]
  /** Objects a page; absent: what one call gives. */
  readonly limit?: number
  /** The token of the page before. */
  readonly continue?: string
}

/** What a list of JSON objects or of metadata answers. */
export interface ObjectList<T = KubeObject> {
  readonly items: readonly T[]
  /** The opaque resourceVersion of the list. */
  readonly version: string
  readonly continue: string | null
  /** How many more there are; null where the server does not say (selectors, old servers). */
  readonly remaining: number | null
  readonly warnings: readonly string[]
}

/** Which objects of a resource are followed: all that the selectors name, or the first page of them. */
export interface FollowQuery extends Omit<ListQuery, 'limit' | 'continue'> {
  /** Only so many rows are read at first; changes come for every row, also for those after them. */
  readonly first?: number
}

/**
 * What a followed list says, in order. Moments are never mixed: `reset` replaces everything said before.
 * Once `reset` came, `live` or `stale` says how far it can be believed, until the other is said.
 */
export type Change =
  /** How many rows are there so far; nothing that was said before is void yet. */
  | { readonly type: 'filling'; readonly rows: number; readonly remaining: number | null }
  /** All rows, or the first of them: `table.remaining` tells. They are of the moment `table.version`. */
  | { readonly type: 'reset'; readonly table: Table }
  /** A row that is new or has changed, its cells as wide as the last table's columns. */
  | { readonly type: 'set'; readonly row: TableRow; readonly version: string }
  /** Deleted, or not named by the selectors any more. */
  | { readonly type: 'gone'; readonly meta: ObjectMeta; readonly version: string }
  /** Proof of life: the watch is open, or a bookmark came. */
  | { readonly type: 'live'; readonly version: string }
  /** Not known to be true since `since` (ms since 1970); it is tried again until `live`. Said anew when the reason changes. */
  | { readonly type: 'stale'; readonly since: number; readonly why: string }

/**
 * Some more of the rows that are being read, none of them for sure until `reset`; each once, but all of them
 * again where the reading begins `anew`.
 */
export type Glimpse = (rows: readonly TableRow[], anew: boolean) => void

/** One answer and the `Warning:` headers that came with it. */
export interface Answer<T> {
  readonly value: T
  readonly warnings: readonly string[]
}

/** What is behind one key, and of which object. */
export interface KeyValue {
  /** Null: there is no such key. */
  readonly bytes: Uint8Array | null
  readonly uid: string
  readonly version: string
}

/** What the API server says that a person may list in one namespace, or over all of them. */
export interface Rights {
  /** null: it cannot say. Of what has no namespace only the rights over all of them say anything. */
  mayList(resource: Resource): boolean | null
  /** The same of one object; without a name, of one of them at least. */
  may(verb: string, resource: Resource, name: string, subresource?: string): boolean | null
}

/** Which of some namespaces a person may list anything in. */
export interface Among {
  readonly names: readonly string[]
  /** What may be listed in at least one of these. */
  readonly rights: Rights
  /** How many could not be checked. */
  readonly unchecked: number
}

export interface Kube {
  readonly cluster: string
  /** What the API server serves; cached for minutes, `fresh` asks again. */
  discovery(fresh?: boolean): Promise<Discovery>
  /** `v1.37.2`, cached. */
  version(): Promise<string>
  /** Who the person is whatever token they bring; cached for a minute. */
  identity(): Promise<Identity>
  /** The same asked anew, with what is of this token alone. */
  person(): Promise<Identity>
  /** What `identity` would say without asking the API server; null: it would ask. */
  knownIdentity(): Identity | null
  /** One page of a resource: objects where the query says what it reads, else as the server prints it. Plain lists (servers without Table) are printed here. */
  table(resource: Resource, query: ListQuery): Promise<Table>
  /** One page as JSON objects; Secrets come hidden. */
  objects(resource: Resource, query: ListQuery): Promise<ObjectList>
  /** One page as JSON texts, each object whole and to the digit, with kind and version; Secrets hidden. */
  texts(resource: Resource, query: ListQuery): Promise<ObjectList<string>>
  /** One page of metadata only. */
  metadata(
    resource: Resource,
    query: ListQuery,
  ): Promise<ObjectList<{ readonly metadata: ObjectMeta }>>
  /**
   * All rows as one table, in the server's order, read in pages of 500; `limit` and `continue` are
   * not looked at. A 410 in between begins anew once. `onPage` hears how many rows are there so far.
   */
  fill(
    resource: Resource,
    query: ListQuery,
    onPage?: (rows: number, remaining: number | null) => void,
  ): Promise<Table>
  /**
   * All rows and then every change of them, read as fast as the caller does. Ends with the work's signal,
   * or throws what retrying cannot mend: `NotSignedIn`, `KubeError` 403, 404 (no longer served),
   * 405 (no watch: poll) or 400 (a selector). Whatever else fails is told by `stale` and tried again.
   * `glimpse` is shown rows while the first of them are still being read, where a watch brings those.
   */
  follow(resource: Resource, query: FollowQuery, glimpse?: Glimpse): AsyncIterable<Change>
  get(ref: Ref): Promise<Answer<KubeObject>>
  /** One object as a table of one row, as a list with the same `reads` has it. */
  row(ref: Ref, reads?: Reads): Promise<Table>
  /** The metadata of one object (`PartialObjectMetadata`): owner chains cost little. */
  head(ref: Ref): Promise<Answer<{ readonly kind: string; readonly metadata: ObjectMeta }>>
  /** The certificates that a Secret or a ConfigMap holds, key by key: names and times, no values. */
  certificates(ref: Ref): Promise<Answer<readonly CertificateFile[]>>
  /** One object as JSON, to the digit; a Secret's values hidden. */
  json(ref: Ref): Promise<Answer<string>>
  /** One object as the server writes YAML; a Secret's values hidden. */
  yaml(ref: Ref): Promise<Answer<string>>
  /** One object as the server writes YAML, a Secret's values with it: for who asked for them in so many words. */
  reveal(ref: Ref): Promise<Answer<string>>
  /** One value of a Secret or a ConfigMap, likewise: of a Secret the audit log is told which. */
  value(ref: Ref, key: string): Promise<Answer<KeyValue>>
  /**
   * Sends a change, once: it goes on when the page is left. Throws `Uncertain` where nobody knows whether
   * it was done, `KubeError` 409 for another uid or version than the one sent.
   */
  write(change: Write): Promise<Written>
  /** A container's lines, as many at a time as came; read as fast as the caller does. Ends with the work's signal. */
  log(ref: Ref, query: LogQuery): AsyncIterable<readonly LogLine[]>
  /** The same byte for byte, without times. */
  logBytes(ref: Ref, query: LogQuery): Promise<AsyncIterable<Buffer>>
  /** Begins a command in a container, or takes hold of it, on a connection of its own. It outlives the work's signal. */
  exec(ref: Ref, query: ExecQuery): Promise<Channel>
  /** What its objects' fields are for (OpenAPI v3), as the person may read it; null: the server does not say. */
  schemas(resource: Resource): Promise<Schemas | null>
  /** May I? (SelfSubjectAccessReview) */
  can(
    verb: string,
    resource: Resource,
    namespace: string | null,
    name?: string,
    subresource?: string,
  ): Promise<boolean>
  /** What may be listed there (SelfSubjectRulesReview); null: over all namespaces. Cached for a minute. */
  rights(namespace: string | null): Promise<Rights>
  /** The same where it is cached; null where it would have to be asked for. */
  knownRights(namespace: string | null): Rights | null
  /** Checks each namespace as this person, ten at a time; cached for a minute. */
  among(namespaces: readonly string[]): Promise<Among>
}

/** A cluster as one person reaches it; holds the connections and the cached discovery. */
export interface Connection {
  kube(work?: Work): Kube
  /** Whether a channel is open: what runs there cannot be opened anew. */
  talks(): boolean
  /** Ends its streams and channels. Who has it still may go on: a call opens what it needs anew. */
  close(): void
  /** Closes for good: the person signed out, and each call from here on throws `NotSignedIn`. */
  end(): void
}
