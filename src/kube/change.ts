/** What can be done to an object, and what is told of it. */
import type { KubeObject } from './object.ts'
import type { Ref } from './resource.ts'

/** What somebody did to an object, or tried. */
export interface Deed {
  /** `create`, `update`, `patch`, `delete`; `reveal` for the values of a Secret. */
  readonly verb: Write['verb'] | 'reveal'
  /** kubectl's name, `pods/eviction` with its subresource. */
  readonly resource: string
  readonly namespace: string | null
  readonly name: string
  /** Of whose value it is, where it is of one. */
  readonly key?: string
  /** Empty where it is not known: nothing was answered. */
  readonly uid: string
  /** The HTTP status; 0: no answer came. */
  readonly status: number
  /** Of the API server's own audit log; empty where none came. */
  readonly auditId: string
}

/** One change of one object. Texts are sent as they are. */
export type Write = {
  readonly ref: Ref
  /** Nothing is stored: what would come of it is answered. */
  readonly dryRun?: boolean
} & (
  | { readonly verb: 'update'; readonly yaml: string }
  | {
      readonly verb: 'patch'
      /** RFC 7386, RFC 6902, Kubernetes' own, or server-side apply. */
      readonly type: 'merge' | 'json' | 'strategic' | 'apply'
      /** JSON, or YAML for `apply`. */
      readonly text: string
      readonly subresource?: string
      /** `apply` takes fields from those who own them. */
      readonly force?: boolean
    }
  /** Of a subresource: of the object that is there (`eviction`, `binding`, `token`). */
  | { readonly verb: 'create'; readonly body: object; readonly subresource?: string }
  | {
      readonly verb: 'delete'
      /** Of the object that was seen: another of this name stays. */
      readonly uid: string
      readonly propagation: 'Foreground' | 'Background' | 'Orphan'
      /** Seconds; absent: the object's own. */
      readonly grace?: number
    }
)

/** What a change came to. */
export interface Written {
  /** As it is now, or would be: a Secret's values hidden. Null: a `Status` came, as after a delete. */
  readonly object: KubeObject | null
  /** The same as the API server writes YAML, values of Secrets included: for who sent them. Empty where none came. */
  readonly yaml: string
  readonly warnings: readonly string[]
  readonly auditId: string
}
