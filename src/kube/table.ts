/** A list: as the API server prints it (meta.k8s.io/v1 Table), or as objects that a kind file prints. */
import type { JsonValue } from '../json-path.ts'
import type { KubeObject, ObjectMeta } from './object.ts'

export interface TableColumn {
  readonly name: string
  /** OpenAPI type: string, integer, number, boolean, date. */
  readonly type: string
  /** `name` marks the column that holds the object's name. */
  readonly format: string
  readonly description: string
  /** 0 is shown always, more only when wide. */
  readonly priority: number
}

export interface TableRow {
  /** Empty where the row is an object. */
  readonly cells: readonly (string | number | boolean | null)[]
  readonly meta: ObjectMeta
  /** What was asked for of the object itself; absent in a printed row. */
  readonly object?: KubeObject
  /** What was found at the paths that were asked for, in their order. */
  readonly values?: readonly JsonValue[]
  /** When a row that is kept was printed (ms since 1970): its `5m` was true then. Absent: just now. */
  readonly printed?: number
}

export interface Table {
  /** Empty where the rows are objects. */
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  /** Some object has an owner; absent: the rows tell. */
  readonly owned?: boolean
  readonly version: string
  readonly continue: string | null
  /** How many rows come after this page; null where the server does not say. */
  readonly remaining: number | null
  readonly warnings: readonly string[]
}
