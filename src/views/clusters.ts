/** The page of clusters. */
import type { Foot, Shell } from './shell.ts'

export interface ClustersPage {
  readonly shell: Shell
  readonly clusters: readonly {
    readonly title: string
    readonly href: string
    readonly source: string
    readonly current: boolean
  }[]
  readonly foot: Foot
}
