/** The page of clusters. */
import type { ClusterMark } from './cluster-mark.ts'
import type { Foot, Shell } from './shell.ts'

export interface ClustersPage {
  readonly shell: Shell
  readonly clusters: readonly (ClusterMark & {
    readonly title: string
    readonly href: string
    readonly source: string
    readonly current: boolean
  })[]
  readonly foot: Foot
}
