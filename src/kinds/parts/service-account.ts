/** The fields of a ServiceAccount that are read here (core/v1), and whether it names a Secret. */
import type { KubeObject } from '../../kind.ts'

export interface ServiceAccount extends KubeObject {
  readonly secrets?: readonly { readonly name?: string }[]
  readonly imagePullSecrets?: readonly { readonly name?: string }[]
  readonly automountServiceAccountToken?: boolean
}

/** Of accounts of the Secret's own namespace. */
export const namesSecret =
  (secret: string) =>
  ({ secrets = [], imagePullSecrets = [] }: ServiceAccount): boolean =>
    [...secrets, ...imagePullSecrets].some(({ name }) => name === secret)
