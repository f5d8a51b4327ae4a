/** Where a text of a kind file leads. */
import type { Query } from '../urls.ts'

/**
 * Where a text leads: an object by kubectl's name of its resource or by its kind, a list, or a site
 * outside (http or https). What the cluster does not serve leads nowhere.
 */
export type To =
  | { readonly resource: string; readonly namespace?: string | undefined; readonly name: string }
  | {
      readonly apiVersion: string
      readonly kind: string
      readonly namespace?: string | undefined
      readonly name: string
    }
  | { readonly list: string; readonly query: Query }
  | { readonly site: string }
