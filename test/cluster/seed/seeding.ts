/** What a seed is given to work with. */
import type { Api } from '../api.ts'
import type { Shape } from '../shape.ts'

export type Seeding = {
  readonly api: Api
  readonly kubectl: string
  /** Path of the file; the cluster's certificates lie beside it. */
  readonly kubeconfig: string
  readonly shape: Shape
  readonly say: (line: string) => void
}
