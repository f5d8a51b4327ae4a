/** The fields of a Namespace that are read here (core/v1). */
import type { KubeObject } from '../../kind.ts'
import type { Condition } from './pod.ts'

export interface Namespace extends KubeObject {
  readonly spec?: { readonly finalizers?: readonly string[] }
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] }
}
